import type { Command } from 'commander';
import { FILE_KEYS, isSettingKey, type SettingKey } from '../config.ts';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf, unfit } from '../usage.ts';

const actions = () => import('../actions/config.ts');

const settingKey = (typed: string): SettingKey => {
  if (!isSettingKey(typed)) throw unfit(Object.keys(FILE_KEYS).join(', '));
  return typed;
};

export const config: Noun = {
  name: 'config',
  outline: (noun, { config }) => noun.description(config.description),
  declare: (config, context) => {
    const { cli, config: t } = context.messages;
    const add = commonOptions(cli.options);
    config.addHelpText('after', examples(cli, firstOf(t.listExamples, t.getExamples, t.setExamples)));
    const verb = (
      name: string,
      description: string,
      lines: readonly (readonly [string, string])[],
    ): Command =>
      add.json(config.command(name).description(description).addHelpText('after', examples(cli, lines)));

    add.csv(
      verb('list', t.list, t.listExamples).action(async (flags) =>
        (await actions()).listSettings(context, flags),
      ),
    );
    verb('get', t.get, t.getExamples)
      .argument('<key>', t.key, settingKey)
      .action(async (key, flags) => (await actions()).getSetting(context, key, flags));
    verb('set', t.set, t.setExamples)
      .argument('<key>', t.key, settingKey)
      .argument('[value]', t.value)
      .action(async (key, value, flags) => (await actions()).setSetting(context, key, value, flags));
    verb('unset', t.unset, t.unsetExamples)
      .argument('<key>', t.key, settingKey)
      .action(async (key, flags) => (await actions()).unsetSetting(context, key, flags));
  },
};
