import { serverHealth } from '../../adapters/db/health.ts';
import { emissionFaults } from '../../domain/invoice/issuer.ts';
import { warningOf } from '../../domain/invoice/record.ts';
import type { RucAnswer } from '../../domain/invoice/reply.ts';
import { whyText } from '../../i18n/index.ts';
import type { CliContext } from '../context.ts';
import { invoiceService, serviceUrl } from '../invoicing.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { certificateCheck, cscCheck } from './invoice-check-secrets.ts';
import { type Finding, finding, type Look } from './invoice-finding.ts';

const STATES = { ok: 'bien', warn: 'aviso', fail: 'falla', skip: 'sin_revisar' } as const;
const MARKS = { ok: '✓', warn: '!', fail: '✗', skip: '·' } as const;

/** The authority refuses signatures from the future. */
const MOST_CLOCK_SECONDS = 30;
/** A taxpayer's state in the words of the service. */
const ACTIVE = 'ACT';

const settingsCheck = async (look: Look): Promise<Finding> => {
  const t = look.context.messages.cli.invoiceSetup;
  const { settings } = look;
  if (!settings) return finding(look, 'settings', 'fail', t.bad.settings);
  const [point] = settings.points;
  const faults = emissionFaults({
    environment: settings.environment,
    issuer: settings.issuer,
    timbrado: settings.timbrado ?? { number: '', start: '' },
    point: point ?? { establishment: '', point: '' },
  });
  if (faults.length > 0)
    return finding(
      look,
      'settings',
      'fail',
      t.missing(faults.map(({ field, problem }) => `${t.fields[field]} (${t.faults[problem]})`).join(', ')),
    );
  const start = settings.timbrado?.start ?? '';
  if (start > (await look.opened.services.invoices.now()).slice(0, 10))
    return finding(look, 'settings', 'fail', t.bad.timbradoStart(settings.timbrado?.number ?? '', start));
  return settings.environment === 'prueba'
    ? { ...finding(look, 'settings', 'warn', t.bad.environment), remedy: null }
    : finding(look, 'settings', 'ok', t.good.settings);
};

const onCheck = (look: Look): Finding => {
  const t = look.context.messages.cli.invoiceSetup;
  return look.settings?.on ? finding(look, 'on', 'ok', t.good.on) : finding(look, 'on', 'fail', t.bad.off);
};

const pointsCheck = async (look: Look): Promise<Finding> => {
  const t = look.context.messages.cli.invoiceSetup;
  const tills = await look.opened.services.stores.tills();
  const points = look.settings?.points ?? [];
  const without = tills.filter((till) => !points.some((point) => point.tillId === till.id));
  const text = points.map((one) => `${one.till}: ${one.establishment}-${one.point}`).join(', ');
  if (without.length === 0) return finding(look, 'points', 'ok', text);
  // A till that sells no invoices needs no point: only none at all keeps the store from it.
  const state = points.length === 0 ? 'fail' : 'warn';
  return finding(look, 'points', state, t.bad.noPoint(without.map((till) => till.code).join(', ')));
};

const clockCheck = async (look: Look): Promise<Finding> => {
  const t = look.context.messages.cli.invoiceSetup;
  const { clockAheadSeconds } = await serverHealth(look.opened.store.till, Date.now);
  return Math.abs(clockAheadSeconds) <= MOST_CLOCK_SECONDS
    ? finding(look, 'clock', 'ok', t.good.clock(clockAheadSeconds))
    : finding(look, 'clock', 'fail', t.bad.clock(clockAheadSeconds));
};

/** What the authority says of the issuer itself. */
const issuerCheck = (look: Look, reply: RucAnswer, ruc: string, url: string): Finding => {
  const { messages } = look.context;
  const { bad, good, remedies } = messages.cli.invoiceSetup;
  const wrong = (state: 'warn' | 'fail', result: string): Finding => ({
    ...finding(look, 'service', state, result),
    remedy: remedies.ruc,
  });
  if (reply.kind === 'ruc_unknown') return wrong('fail', bad.rucUnknown(ruc));
  if (reply.kind === 'refused')
    return wrong('fail', whyText(messages, { reason: reply.reason, trouble: null }));
  if (reply.stateCode !== ACTIVE) return wrong('warn', bad.rucState(ruc, reply.state));
  return reply.invoicesElectronically
    ? finding(look, 'service', 'ok', good.service(url))
    : wrong('warn', bad.notElectronic(ruc));
};

const serviceClockCheck = (look: Look, clock: Date): Finding => {
  const { bad, good, remedies } = look.context.messages.cli.invoiceSetup;
  const ahead = Math.round((look.opened.services.clock.now().getTime() - clock.getTime()) / 1_000);
  return Math.abs(ahead) <= MOST_CLOCK_SECONDS
    ? finding(look, 'serviceClock', 'ok', good.serviceClock(ahead))
    : { ...finding(look, 'serviceClock', 'fail', bad.serviceClock(ahead)), remedy: remedies.clock };
};

/** Asks about the issuer's own RUC: nothing is sent; certificate, line and clock are proven. */
const serviceChecks = async (look: Look): Promise<readonly Finding[]> => {
  const { context, opened, settings } = look;
  const { messages } = context;
  const untried = {
    ...finding(look, 'service', 'skip', messages.cli.invoiceSetup.bad.untried),
    remedy: null,
  };
  if (!settings) return [untried];
  const service = await invoiceService(opened);
  // What is missing was said above.
  if (!service.ok) return [untried];
  const { ruc } = settings.issuer;
  const reply = await service.value.askRuc(ruc.split('-')[0] ?? '');
  if (reply.kind === 'trouble')
    return [finding(look, 'service', 'fail', messages.sifen.troubles[reply.cause])];
  const { SERVICE_HOSTS } = await import('../../adapters/sifen/service.ts');
  const url = serviceUrl(opened.config.sifen, settings.environment, SERVICE_HOSTS);
  const issuer = issuerCheck(look, reply, ruc, url);
  return reply.clock === null ? [issuer] : [issuer, serviceClockCheck(look, reply.clock)];
};

const queueCheck = async (look: Look): Promise<Finding> => {
  const t = look.context.messages.cli.invoice;
  const backlog = await look.opened.services.invoices.backlog();
  const { unsigned, waiting, inProcess, rejected, ofVoided } = backlog;
  const counts = t.backlog(unsigned, waiting, inProcess, rejected);
  const text = ofVoided === 0 ? counts : `${counts}. ${t.ofVoidedCount(ofVoided)}`;
  const warning = warningOf(backlog);
  return finding(
    look,
    'queue',
    warning === null && rejected + ofVoided === 0 ? 'ok' : warning === 48 ? 'fail' : 'warn',
    text,
  );
};

const line = ({ state, name, result, remedy }: Finding, word: string): string =>
  `${MARKS[state]} ${name}: ${result}${remedy ? `\n    ${word} ${remedy}.` : ''}`;

/** All that can be looked at without the service. */
const offline = async (look: Look): Promise<readonly Finding[]> => [
  await settingsCheck(look),
  onCheck(look),
  await pointsCheck(look),
  await certificateCheck(look),
  await cscCheck(look),
  await clockCheck(look),
  await queueCheck(look),
];

const lookAt = async (context: CliContext, opened: Opened): Promise<Look> => ({
  context,
  opened,
  settings: await opened.services.invoices.settings(),
});

/** For the doctor. */
export const invoicingFindings = async (context: CliContext, opened: Opened): Promise<readonly Finding[]> =>
  offline(await lookAt(context, opened));

/** Exit code 4 when something keeps the store from invoicing. */
export const checkInvoicing = (
  context: CliContext,
  flags: OutputFlags & { readonly offline?: boolean },
): Promise<void> =>
  context.withServices({}, async (opened) => {
    const look = await lookAt(context, opened);
    const findings = [...(await offline(look)), ...(flags.offline ? [] : await serviceChecks(look))];
    const failed = findings.filter(({ state }) => state === 'fail').length;
    const t = context.messages.cli.invoiceSetup;
    const word = context.messages.doctor.remedy;
    context.present(
      {
        data: {
          lista: failed === 0,
          revisiones: findings.map(({ id, state, result, remedy }) => ({
            revision: id,
            estado: STATES[state],
            resultado: result,
            remedio: remedy,
          })),
        },
        text: () =>
          `${findings.map((one) => line(one, word)).join('\n')}\n\n${failed === 0 ? t.ready : t.notReady(failed)}`,
      },
      flags,
    );
    if (failed > 0) context.exitWith(4);
  });
