/** Identifiers of people in the United Kingdom, as forms of characters; which of them are real nobody here can know. */

/** A9, A99, AA9A and so on, with or without the space; letters that no postcode has are left out (BS 7666). */
export const POSTCODE =
  /\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})\b/gi;

/** Two letters, six digits in pairs or in a row, A to D; prefixes that were never given out are left out (HMRC NIM39110). */
export const NATIONAL_INSURANCE =
  /\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/gi;

/** Dialled in the United Kingdom: 0 or +44, then nine or ten digits in groups. */
export const PHONE = /(?<![\d.,/+-])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)(?:\d[ ).-]{0,2}){8,9}\d(?![\d/])/g;

/** A sort code with an account number of eight digits close behind, or one of them behind its name. */
export const BANK_ACCOUNT =
  /(?:\bsort ?code\b[^\d\n]{0,12})?\b\d{2}[- ]\d{2}[- ]\d{2}\b[^\d\n]{0,40}\b\d{8}\b|\b(?:account|acct|a\/c)\b[^\d\n]{0,24}\b\d{8}\b|\bsort ?code\b[^\d\n]{0,12}\b\d{2}[- ]?\d{2}[- ]?\d{2}\b/gi;

/** 13 to 19 digits in a row or in groups, as on payment cards. */
export const CARD = /(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])/g;

/** The check digit of payment cards (ISO/IEC 7812-1). */
export function hasCardCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}
