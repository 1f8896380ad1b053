/** Documents of a batch, as the service takes them: one file in a ZIP, each document as it was signed. */
export const batchZip = async (documents: readonly string[]): Promise<Buffer> => {
  const { strToU8, zipSync } = await import('fflate');
  const content = `<?xml version="1.0" encoding="UTF-8"?><rLoteDE>${documents.join('')}</rLoteDE>`;
  return Buffer.from(zipSync({ 'lote.xml': strToU8(content) }));
};
