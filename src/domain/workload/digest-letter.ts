import { NOTICE_WORDING } from './notice-words.js';
import { type Notice, NOTICES } from './who-to-tell.js';

/** How many unread notices of each kind somebody has. */
export type UnreadCounts = Readonly<Partial<Record<Notice, number>>>;

/**
 * Subject and body of the letter of the day. A mailbox is no safe place, so it says how many things of which kind there
 * are and where to read them: no learner, no reference, no customer.
 */
export function digestLetter(facts: { readonly name: string; readonly unread: UnreadCounts; readonly link: string }): {
  readonly subject: string;
  readonly text: string;
} {
  const { name, unread, link } = facts;
  const lines = NOTICES.flatMap((notice) => {
    const count = unread[notice] ?? 0;
    return count === 0 ? [] : [`- ${count} ${NOTICE_WORDING[notice].counted}`];
  });
  const total = NOTICES.reduce((sum, notice) => sum + (unread[notice] ?? 0), 0);
  return {
    subject: `${total} unread ${total === 1 ? 'notice' : 'notices'} in Verifolio`,
    text: [
      `Dear ${name},`,
      `since you last looked, this has come for you:\n${lines.join('\n')}`,
      `You can read it here:\n${link}`,
      'You get one such letter a day when there is something new, and none when you switch it off in your notification settings.',
    ].join('\n\n'),
  };
}
