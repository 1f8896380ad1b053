import { isCscValue } from '../../domain/invoice/issuer.ts';
import { keyPairOf } from '../invoicing.ts';
import { type Finding, finding, type Look } from './invoice-finding.ts';

/** Days before its end in which a certificate is warned about: renewing one takes weeks. */
const RENEW_DAYS = 30;
const DAY_MS = 86_400_000;

export const certificateCheck = async (look: Look): Promise<Finding> => {
  const { context, opened, settings } = look;
  const t = context.messages.cli.invoiceSetup;
  const pair = await keyPairOf(opened.config.sifen);
  if (!pair.ok)
    return finding(look, 'certificate', 'fail', context.messages.errors[pair.error.code](pair.error.params));
  const { subject, from, until, ruc } = pair.value.facts;
  const day = until.toISOString().slice(0, 10);
  const now = opened.services.clock.now();
  const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS);
  if (now < from)
    return finding(look, 'certificate', 'fail', t.bad.begins(subject, from.toISOString().slice(0, 10)));
  if (days < 0) return finding(look, 'certificate', 'fail', t.bad.ended(subject, day));
  if (ruc !== null && settings && ruc !== settings.issuer.ruc)
    return finding(look, 'certificate', 'fail', t.bad.otherRuc(ruc));
  if (days < RENEW_DAYS) return finding(look, 'certificate', 'warn', t.bad.ends(subject, day, days));
  return finding(look, 'certificate', 'ok', t.good.certificate(subject, day));
};

/**
 * No service of the authority tells whether a CSC is the right one: a document made with it does, approved or rejected. The
 * hash in its QR says whether it was made with the CSC of now.
 */
export const cscCheck = async (look: Look): Promise<Finding> => {
  const { context, opened, settings } = look;
  const { csc } = opened.config.sifen;
  const { bad, faults, good, remedies } = context.messages.cli.invoiceSetup;
  if (csc === null) return finding(look, 'csc', 'fail', faults.falta);
  if (!isCscValue(csc)) return finding(look, 'csc', 'fail', bad.cscForm);
  const judged = settings ? await opened.services.invoices.lastCscJudgement() : null;
  if (!settings || !judged) return finding(look, 'csc', 'ok', good.cscUntried);
  const { isMadeWith } = await import('../../adapters/sifen/qr.ts');
  if (!isMadeWith(judged.qr, { id: settings.cscId, value: csc }))
    return { ...finding(look, 'csc', 'warn', bad.cscChanged(judged.code)), remedy: null };
  return judged.accepted
    ? finding(look, 'csc', 'ok', good.cscAccepted(judged.code))
    : { ...finding(look, 'csc', 'fail', bad.cscWrong(judged.code)), remedy: remedies.cscWrong };
};
