import { applyDraft, discardDraft, noteInDraft, openDraft } from '../../../app/move-stock.ts';
import type { Product } from '../../../domain/product.ts';
import { ok } from '../../../domain/result.ts';
import type { DraftKind, StockDocument } from '../../../domain/stock.ts';
import { type OfficeCatalogue, officeCatalogue } from '../catalogue.ts';
import type { Desk, Page } from '../page.ts';
import { draftForm, headForm } from './stock-draft-forms.ts';
import { draftList } from './stock-draft-list.ts';
import type { Heading, Note } from './stock-draft-notes.ts';

/** A count or a receipt while it is noted; closed ones can be read here too. */
interface Draft {
  /** Null: it is to be begun. */
  readonly document: StockDocument | null;
  readonly catalogue: OfficeCatalogue;
  /** The one whose line is written in a form; null: the lines are listed. */
  readonly product: Product | null;
  /** Of what is to be begun. */
  readonly uuid: string;
}

const note =
  (kind: DraftKind) =>
  async ({ services, actor, grant, words }: Desk, { id, product, mode, quantity, cost }: Note) => {
    const line = { documentId: id, productId: product.id, mode, quantity, cost: cost as never };
    const noted = await noteInDraft(services, { actor, grant }, kind, line);
    if (!noted.ok) return noted;
    const t = words.office.stock.draft;
    const say =
      noted.value.quantity === null ? t.removed(product.name) : t.noted(product.name, noted.value.quantity);
    return ok({ say, clear: true });
  };

const close =
  (kind: DraftKind, how: 'apply' | 'discard') =>
  async ({ services, actor, grant, words }: Desk, id: number) => {
    const by = { actor, grant };
    const closed =
      how === 'apply'
        ? await applyDraft(services, by, kind, id, kind === 'Ingreso')
        : await discardDraft(services, by, kind, id);
    if (!closed.ok) return closed;
    const t = words.office.stock;
    const name = t.kinds[kind];
    return ok({
      say: how === 'apply' ? t.draft.applied(name, id) : t.draft.discarded(name, id),
    });
  };

const begin =
  (kind: DraftKind) =>
  async ({ services, actor, grant, words }: Desk, heading: Heading) => {
    const opened = await openDraft(services, { actor, grant }, kind, heading);
    if (!opened.ok) return opened;
    const { id } = opened.value;
    const page = kind === 'Ingreso' ? ('stockReceive' as const) : ('stockCount' as const);
    return ok({ say: words.office.stock.documents.receiving(id), next: { page, params: { id } } });
  };

export const draftPage = (kind: DraftKind): Page<Draft> => ({
  permission: kind === 'Ingreso' ? 'stock.receive' : 'stock.count',
  hint: (words) =>
    kind === 'Ingreso' ? words.office.stock.draft.receiptHint : words.office.stock.draft.countHint,
  load: async ({ services }, params) => {
    const catalogue = await officeCatalogue(services.catalogue);
    const uuid = services.ids.uuid();
    if (params.id == null) return ok({ document: null, catalogue, product: null, uuid });
    const document = await services.stock.document(Number(params.id));
    if (!document.ok) return document;
    const product = params.product == null ? null : catalogue.products.get(Number(params.product));
    return ok({ document: document.value, catalogue, product: product ?? null, uuid });
  },
  view: (draft, ask) => {
    const { document, product } = draft;
    if (!document) return headForm(draft.uuid, ask.words);
    return product ? draftForm(document, product, ask) : draftList(document, draft.catalogue, ask);
  },
  commands: {
    begin: begin(kind),
    note: note(kind),
    apply: close(kind, 'apply'),
    discard: close(kind, 'discard'),
  },
});
