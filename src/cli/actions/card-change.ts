import {
  adjustCard,
  blockCard,
  issueCard,
  replaceCard,
  setCardTerms,
  topUpCard,
  unblockCard,
} from '../../app/card-desk.ts';
import type { ActedBy } from '../../app/ports.ts';
import { reprintPaper } from '../../app/reprint.ts';
import { type CardFile, topupMethods } from '../../domain/card.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { formatGs, formatGsWithUnit, type Gs, gs } from '../../domain/money.ts';
import { methodNamed, type PaymentMethod } from '../../domain/payment.ts';
import { may, type Permission } from '../../domain/permissions.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { whoApproves, whoIs } from '../person.ts';
import { unwrap } from '../unwrap.ts';
import { jobView } from '../views.ts';
import { cardFileRow, topupView } from '../views-card.ts';
import { tillOf } from './till.ts';

type Flags = PersonFlags & OutputFlags;
type ApprovableFlags = Flags & { readonly approver?: string; readonly reason?: string };

interface Wanted {
  readonly permission: Permission;
  /** As the routine names the act. */
  readonly reference: string;
  /** Stored with the approval where no reason was given. */
  readonly about: string;
}

/** Who acts, with the approval of `--approver` where the own role is not enough. */
const actedBy = async (
  context: CliContext,
  opened: Opened,
  flags: ApprovableFlags,
  { permission, reference, about }: Wanted,
): Promise<ActedBy> => {
  if (!flags.approver) return { actor: await context.asPerson(opened, flags, permission), grant: null };
  const actor = await whoIs(context, opened, flags);
  if (may(actor.role, permission)) return { actor, grant: null };
  const wanted = { permission, reference, reason: flags.reason ?? about };
  const grant = await whoApproves(context, opened, actor, flags.approver, wanted);
  return { actor, grant: grant?.id ?? null };
};

const presentCard = (context: CliContext, card: CardFile, sentence: string, flags: OutputFlags): void =>
  context.present({ data: cardFileRow(card), text: () => sentence }, flags);

interface CreateFlags extends ApprovableFlags {
  readonly student: number;
  readonly daily?: Gs;
  readonly expires?: string;
}

export const createCard = (context: CliContext, number: string, flags: CreateFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { cli, office } = context.messages;
    const by = await actedBy(context, opened, flags, {
      permission: 'card.issue',
      reference: String(flags.student),
      about: office.cards.about.issue(String(flags.student)),
    });
    const request = {
      studentId: flags.student,
      number,
      expiresOn: flags.expires ?? null,
      dailyLimit: flags.daily ?? null,
    };
    const card = unwrap(await issueCard(opened.services, by, request));
    presentCard(context, card, cli.cardDesk.created(card.number, card.student), flags);
  });

interface TopupFlags extends Flags {
  readonly method?: string;
  readonly handed?: Gs;
  readonly reference?: string;
  readonly uuid?: string;
}

/** A method by its code or name, whatever its accents; without one, cash. */
const methodOf = (methods: readonly PaymentMethod[], typed: string | undefined): PaymentMethod => {
  const usable = topupMethods(methods);
  const found = typed === undefined ? usable.find(({ isCash }) => isCash) : methodNamed(usable, typed);
  if (found) return found;
  const opciones = usable.map(({ code }) => code).join(', ');
  throw new PosFailure(posError('VALOR_INVALIDO', { campo: '--method', valor: typed ?? '', opciones }));
};

export const topUp = (context: CliContext, number: string, amount: Gs, flags: TopupFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const actor = await context.asPerson(opened, flags, 'card.topup');
    const till = await tillOf(services, config.till);
    const card = unwrap(await services.cardDesk.find(number));
    const method = methodOf(await services.stores.paymentMethods(), flags.method);
    const done = unwrap(
      await topUpCard(
        services,
        { actor, grant: null },
        {
          uuid: flags.uuid ?? services.ids.uuid(),
          cardId: card.id,
          tillId: till.id,
          methodId: method.id,
          amount,
          handed: flags.handed ?? null,
          reference: flags.reference ?? null,
        },
      ),
    );
    const t = context.messages.cli.cardDesk;
    const balance = formatGsWithUnit(done.balance);
    const change = done.change > 0 ? formatGsWithUnit(done.change) : null;
    const sentence = done.repeated
      ? t.toppedUpBefore(done.cardNumber, balance)
      : t.toppedUp(done.cardNumber, formatGsWithUnit(done.amount), balance, change);
    context.present({ data: topupView(done), text: () => sentence }, flags);
  });

/** A copy of the receipt of a top-up of this card: of the last one, or of one by its id. */
export const reprintReceipt = (
  context: CliContext,
  number: string,
  flags: Flags & { readonly topup?: number },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services, config } = opened;
    const by = { actor: await context.asPerson(opened, flags, 'sale.reprint'), grant: null };
    const till = await tillOf(services, config.till);
    const card = unwrap(await services.cardDesk.find(number));
    const named = flags.topup === undefined ? null : unwrap(await services.cardDesk.topupById(flags.topup));
    const topup = named ?? (await services.cardDesk.lastTopup(card.id));
    if (topup?.cardNumber !== card.number)
      throw new PosFailure(posError('RECARGA_INEXISTENTE', { recarga: flags.topup ?? '' }));
    const job = unwrap(await reprintPaper(services, by, { kind: 'topup', id: topup.id }, till.id));
    const { receiptQueued } = context.messages.cli.cardDesk;
    context.present({ data: jobView(job), text: () => receiptQueued(topup.id, job.copy) }, flags);
  });

type ReasonFlags = ApprovableFlags & { readonly reason: string };

export const blockTheCard = (context: CliContext, number: string, flags: ReasonFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'card.block');
    const card = unwrap(await opened.services.cardDesk.find(number));
    const by = { actor, grant: null };
    const blocked = unwrap(await blockCard(opened.services, by, card.id, flags.reason));
    presentCard(context, blocked, context.messages.cli.cardDesk.blocked(number), flags);
  });

export const unblockTheCard = (context: CliContext, number: string, flags: ReasonFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const card = unwrap(await opened.services.cardDesk.find(number));
    const by = await actedBy(context, opened, flags, {
      permission: 'card.unblock',
      reference: String(card.id),
      about: flags.reason,
    });
    const active = unwrap(await unblockCard(opened.services, by, card.id, flags.reason));
    presentCard(context, active, context.messages.cli.cardDesk.unblocked(number), flags);
  });

export const replaceTheCard = (
  context: CliContext,
  number: string,
  newNumber: string,
  flags: ReasonFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const card = unwrap(await opened.services.cardDesk.find(number));
    const by = await actedBy(context, opened, flags, {
      permission: 'card.replace',
      reference: String(card.id),
      about: flags.reason,
    });
    const request = { cardId: card.id, newNumber, reason: flags.reason };
    const fresh = unwrap(await replaceCard(opened.services, by, request));
    const sentence = context.messages.cli.cardDesk.replaced(
      card.number,
      fresh.number,
      formatGsWithUnit(fresh.balance),
    );
    presentCard(context, fresh, sentence, flags);
  });

interface LimitFlags extends ApprovableFlags {
  /** False: `--no-daily`, `--no-expires`. Absent: as it is. */
  readonly daily?: Gs | false;
  readonly expires?: string | false;
}

export const limitCard = (context: CliContext, number: string, flags: LimitFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    if (flags.daily === undefined && flags.expires === undefined)
      throw new PosFailure(posError('VALOR_INVALIDO', { campo: '--daily', valor: '' }));
    const card = unwrap(await opened.services.cardDesk.find(number));
    const by = await actedBy(context, opened, flags, {
      permission: 'card.limit',
      reference: String(card.id),
      about: context.messages.office.cards.about.limit(card.number),
    });
    const terms = {
      cardId: card.id,
      dailyLimit: flags.daily === undefined ? card.dailyLimit : flags.daily || null,
      expiresOn: flags.expires === undefined ? card.expiresOn : flags.expires || null,
    };
    const changed = unwrap(await setCardTerms(opened.services, by, terms));
    const t = context.messages.cli.cardDesk;
    const limit = changed.dailyLimit === null ? t.none : formatGsWithUnit(changed.dailyLimit);
    presentCard(context, changed, t.limited(number, limit, changed.expiresOn ?? t.none), flags);
  });

export const adjustTheCard = (
  context: CliContext,
  number: string,
  flags: ReasonFlags & { readonly amount: number; readonly uuid?: string },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const card = unwrap(await services.cardDesk.find(number));
    const by = await actedBy(context, opened, flags, {
      permission: 'card.adjust',
      reference: String(card.id),
      about: `${formatGs(flags.amount)}: ${flags.reason}`,
    });
    const uuid = flags.uuid ?? services.ids.uuid();
    const request = { uuid, cardId: card.id, amount: gs(flags.amount), reason: flags.reason };
    const adjusted = unwrap(await adjustCard(services, by, request));
    const sentence = context.messages.cli.cardDesk.adjusted(number, formatGsWithUnit(adjusted.balance));
    presentCard(context, adjusted, sentence, flags);
  });
