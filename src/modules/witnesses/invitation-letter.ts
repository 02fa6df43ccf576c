import type { Letter } from '../../platform/mail/mailer.js';
import type { WitnessInvitationRecord } from './witness-invitation.record.js';

/** What the token of a witness is derived for (`LinkSecret`). */
export const WITNESS_LINK = 'witness';

/** The address of the one link, on this installation. */
export const witnessLink = (publicUrl: string, token: string): string => `${publicUrl}/api/witness/${token}`;

/** The letter that brings a witness their link. */
export function invitationLetter(facts: {
  readonly invitation: WitnessInvitationRecord;
  readonly learnerName: string;
  readonly inviterName: string;
  readonly centreName: string;
  readonly title: string;
  readonly link: string;
}): Letter {
  const { invitation, learnerName, inviterName, centreName, title, link } = facts;
  const { id, name, email, message, invitedAt, expiresAt } = invitation;
  const [day, time] = [expiresAt.slice(0, 10), expiresAt.slice(11, 16)];
  return {
    reference: `witness-${id}`,
    to: { name, address: email },
    subject: `What you saw of ${learnerName}’s work`,
    writtenAt: invitedAt,
    text: [
      `Dear ${name},`,
      `${inviterName} asks you to say in your own words what you saw ${learnerName} do: “${title}”. ${learnerName} is ` +
        `working towards a vocational qualification at ${centreName}, and your account would be part of the evidence.`,
      ...(message === null ? [] : [`${inviterName} writes:\n${message}`]),
      `You can read what is asked and answer here; you need no account:\n${link}`,
      `The link is for you alone. It can be used until ${day}, ${time} UTC, and once: opening it does nothing, giving your ` +
        'account closes it. Please write only about what you saw yourself, and without names of customers. If you are ' +
        `related to ${learnerName}, or would rather not, you need not do anything.`,
      `An assessor of ${centreName} may contact you to confirm who you are.`,
    ].join('\n\n'),
  };
}
