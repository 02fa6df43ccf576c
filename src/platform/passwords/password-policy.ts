export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Whose password it is: what a guesser who knows them would try first. */
export interface PasswordOwner {
  readonly email: string;
  readonly name: string;
  readonly centreName: string;
}

/** Rows, columns and zigzags of keyboards, the alphabet, the digits; backwards as well. */
const TRACKS = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', '!@#$%^&*()', '!"£$%^&*()'],
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', 'qazwsxedcrfvtgbyhnujmikolp', '1q2w3e4r5t6y7u8i9o0p'],
].flatMap((track) => [track, [...track].reverse().join('')]);
const SHORTEST_RUN = 4;

/** What the long passwords of leaked lists are made of, beside runs, repeats and digits. */
const COMMON_WORDS = [
  ...['welcome', 'letmein', 'iloveyou', 'changeme', 'administrator', 'admin', 'login', 'secret', 'trustno', 'default'],
  ...['whatever', 'nothing', 'hello', 'football', 'baseball', 'basketball', 'liverpool', 'arsenal', 'chelsea'],
  ...[
    'manchester',
    'united',
    'superman',
    'batman',
    'spiderman',
    'starwars',
    'pokemon',
    'minecraft',
    'dragon',
    'monkey',
  ],
  ...['princess', 'sunshine', 'butterfly', 'chocolate', 'master', 'shadow', 'computer', 'internet', 'summer', 'winter'],
  ...['spring', 'autumn', 'christmas', 'january', 'february', 'monday', 'friday', 'london', 'england', 'learner'],
  ...['assessor', 'portfolio', 'evidence', 'learning', 'college', 'student', 'teacher', 'school', 'test', 'user'],
];
/** So many letters that are neither run nor common word nor digit make a password somebody's own. */
const OWN_LETTERS = 4;

const LEET: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '0': 'o', $: 's', '5': 's' };

/**
 * What is wrong with a password, to be read after its name, or `null`. Length over composition (ASVS 6.2). Guessable
 * ones are found by rule and not in a list of leaked passwords: nearly all of those that are long enough consist of what
 * is named here, and a bundled list would be a sample of yesterday's.
 */
export function passwordWeakness(password: string, owner: PasswordOwner): string | null {
  if (password.length < PASSWORD_MIN)
    return `must have at least ${PASSWORD_MIN} characters; three or four words do well`;
  if (password.length > PASSWORD_MAX) return `may have at most ${PASSWORD_MAX} characters`;
  if (new Set(password).size < 5) return 'repeats the same few characters';

  const folded = password.toLowerCase();
  const plain = folded.replace(/[@431$05]/g, (sign) => LEET[sign] ?? sign);
  if (/^(.+?)\1+$/su.test(folded)) return 'repeats one word';
  const obvious = wordsOf(owner).find((word) => folded.includes(word) || plain.includes(word));
  if (obvious !== undefined) return `contains “${obvious}”, which is easily guessed`;
  if (Math.min(ownLetters(folded), ownLetters(plain)) < OWN_LETTERS)
    return 'is made of common words, digits or neighbouring keys';
  return null;
}

function wordsOf({ email, name, centreName }: PasswordOwner): string[] {
  const words = [email.split('@')[0] ?? '', ...name.split(/\s+/), ...centreName.split(/\s+/), 'verifolio', 'password'];
  return words.map((word) => word.toLowerCase()).filter((word) => word.length >= 4);
}

function ownLetters(folded: string): number {
  const words = new RegExp(COMMON_WORDS.join('|'), 'g');
  const rest = withoutRuns(folded.replace(words, ' ')).replace(/(.{2,}?)\1+/gsu, '$1');
  // Letters of all scripts, and pictures.
  return [...rest.matchAll(/\p{L}|\p{Extended_Pictographic}/gu)].length;
}

function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length;) {
    const run = longestRun(text, at);
    if (run < SHORTEST_RUN) rest += text[at];
    at += run < SHORTEST_RUN ? 1 : run;
  }
  return rest;
}

/** How many characters from `at` follow each other on one track. */
function longestRun(text: string, at: number): number {
  const lengths = TRACKS.map((track) => {
    const start = track.indexOf(text[at] ?? '');
    let length = 0;
    while (start >= 0 && at + length < text.length && text[at + length] === track[start + length]) length += 1;
    return length;
  });
  return Math.max(...lengths);
}
