import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A name that stands in the letter and must not stand in the evidence. Invented, like everybody here. */
export const CUSTOMER_NAME = 'Margaret Finch';

/** A letter to a customer as it leaves the workplace, with what must not leave it. */
export async function customerLetter(): Promise<File> {
  const document = new PDFDocument({ size: 'A4', margin: 72, info: { Title: `Letter to ${CUSTOMER_NAME}` } });
  const content = buffer(document);
  document.fontSize(12).text(`Ms ${CUSTOMER_NAME}, 14 Quay Row`).moveDown(2);
  document.text(`Dear Ms Finch,`).moveDown();
  document.text(
    'Thank you for telling us about the two missing handles. You are right that it was the second time. The handles go out ' +
      'by courier today, and the packing bench now weighs each bag before it is sealed.',
  );
  document.moveDown().text('I will ring you on Friday to hear whether everything is as it should be.').moveDown(2);
  document.text('Maya Okafor, Harbour Lane Kitchens').moveDown(3);
  document.fontSize(9).text(`Copy for the file of ${CUSTOMER_NAME}`);
  document.end();
  return new File([new Uint8Array(await content)], 'letter to Ms Finch.pdf', { type: 'application/pdf' });
}
