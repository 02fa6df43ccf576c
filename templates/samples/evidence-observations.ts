import type { SampleEvidence } from './story-types.js';
import { VARCS_ALL_YES } from './varcs-all-yes.js';

/** The two occasions on which the assessor sat beside Maya while she worked. */
export const OBSERVATIONS: readonly SampleEvidence[] = [
  {
    key: 'observation-showroom',
    author: 'assessor',
    files: ['observation-showroom-c-001.pdf'],
    body: {
      method: 'direct_observation',
      title: 'Scratched oak worktop: Customer A in the showroom',
      contextStatement:
        'Planned observation on the showroom floor. Customer A came in without an appointment about an island worktop delivered that morning; Maya was the duty adviser and dealt with the complaint from greeting to agreed solution.',
      activityFrom: { daysAgo: 162 },
      activityTo: { daysAgo: 162 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'face_to_face',
      customerType: 'external',
      caseRefs: ['C-001'],
      storage: 'embedded',
      redaction: 'done',
      record: {
        startTime: '10:05',
        endTime: '10:52',
        location: 'Harbour Lane Kitchens, showroom, adviser desk 2',
        othersPresent:
          'Customer A and one companion. Maya introduced me as her assessor and asked whether I might sit in; both agreed.',
        narrative: [
          'Customer A put a phone on the desk and said, loudly, "Look at the state of it." Maya stood up, came round to the same side of the desk and said, "I can see why you have driven straight here. Tell me what happened and I will write it down as we go." She let Customer A finish, which took about three minutes, and did not interrupt once.',
          'She repeated the complaint back in her own words: an oak island worktop, delivered at 8.15 that morning, with a scratch of about 40 cm along the front edge, found when the wrapping came off. She asked, "Is it only the front edge, or is the top marked as well?" Customer A looked again at the photographs and confirmed that it was the edge only.',
          'Maya asked what the damage meant at home. Customer A said that twenty people were coming on Saturday for a christening lunch and that the island was where the food would go. Maya answered, "So it is not just a scratch, it is Saturday. Let us see what can be done by then." Customer A visibly relaxed and sat down.',
          'She opened the order and read the delivery sheet aloud as far as it concerned the worktop. The depot had signed "film removed to check grain", so the edge had travelled unprotected. She telephoned the depot, with the customer\'s agreement, and had this confirmed. She told Customer A, "It left us without its film on. That is how it was marked, and it was not anything you did." She noted that a new worktop would cost the company £310 and that a second one with an unprotected edge had gone out the same day.',
          "Maya turned her screen so that Customer A could see two options and went through both: a polishing technician on Friday with £60 off the balance, which keeps Saturday but relies on the repair being invisible; or a replacement worktop in twelve working days, which is new but leaves the marked one in place for the lunch. She said that the second was above her own limit and that she would need her team leader's approval, and offered to fetch it there and then.",
          'Customer A chose the repair. Maya read the agreement back: technician on Friday between 8 and 10, £60 goodwill, and, if the edge could still be felt or seen on Friday evening, the replacement after all. Customer A said, "Fair enough, that is what I wanted." Maya explained that the law gives a right to repair or replacement and that choosing the repair first did not lose the other.',
          'She said when she would next be in touch ("I will ring you on Friday at four, whether or not you ring me"), wrote the time on a compliments card, and asked which number to use and whether a voicemail could be left. Only then did she thank Customer A for coming in.',
          'When the customer had left she logged the complaint against CP-07 within the hour, stored the photographs in the case and not on her own phone, and asked the customer\'s name to be taken off the desk pad. When a colleague suggested writing that the customer "probably did it", she said, "We do not know that and the delivery sheet says otherwise, so it is not going in."',
        ],
        productsSeen:
          'Delivery sheet and order screen for C-001 (seen on screen, kept by the employer); case entry in the complaint log.',
        notSeen: 'The call on Friday and the closing of the case were after the observation.',
        feedback:
          'You established what the damage meant before you looked for a remedy, and that changed which remedy was right. You were exact about where your authority ends. Next time say the reference number aloud before the customer leaves.',
        nextSteps:
          'Second observation by telephone, if possible on a case in progress so that keeping the customer informed can be seen.',
      },
    },
    claims: [
      {
        criterion: '2.1',
        facets: ['nature', 'cause', 'implications'],
        locator: { paragraph: 2, note: 'to §4' },
        rationale:
          "Confirmed the nature by repeating it back (2), the cause from the delivery sheet and the depot (4), and the implications for the customer's Saturday and for the company (3, 4).",
        decision: 'confirmed',
      },
      {
        criterion: '2.3',
        facets: ['recognises_problem', 'understands_view'],
        locator: { paragraph: 1, note: 'and §3' },
        rationale:
          'Recognised the problem at once (1) and put the customer\'s point of view into words: "it is not just a scratch, it is Saturday" (3).',
        decision: 'confirmed',
      },
      {
        criterion: '2.7',
        facets: ['agreed', 'addresses_complaint', 'within_authority'],
        locator: { paragraph: 5, note: 'and §6' },
        rationale:
          'Repair and £60 goodwill agreed and read back (6); inside the £75 limit, and the dearer option named as above it (5).',
        decision: 'confirmed',
      },
      {
        criterion: '2.9',
        facets: ['policy_procedure', 'ethical'],
        locator: { paragraph: 8 },
        rationale:
          'Logged under CP-07 within the hour, kept photographs in the case, and refused to record a guess against the customer.',
        decision: 'confirmed',
      },
    ],
    learnerSignature:
      'This is what happened. I had not noticed that I moved round the desk; I will keep doing it. I agree that I should give the reference number before the customer goes.',
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'Real, unplanned complaint seen from beginning to agreed solution. The narrative shows what Maya said and in which order, so that another assessor could reach the same decision.',
    },
  },
  {
    key: 'observation-telephone',
    author: 'assessor',
    files: ['call-back-note-c-003.txt'],
    body: {
      method: 'direct_observation',
      title: 'Two missed fitting visits: progress call to Customer C',
      contextStatement:
        "Planned observation at the customer service desk. Maya telephoned Customer C on the fourth day of an open complaint to report what she had found and agree what would happen next. I heard Maya's side live and the customer's on the monitoring headset.",
      activityFrom: { daysAgo: 127 },
      activityTo: { daysAgo: 127 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'telephone',
      customerType: 'external',
      caseRefs: ['C-003'],
      storage: 'embedded',
      redaction: 'done',
      record: {
        startTime: '14:20',
        endTime: '14:58',
        location: 'Harbour Lane Kitchens, customer service desk',
        othersPresent: 'Customer C by telephone, told at the start that an assessor was listening; agreed.',
        narrative: [
          'Before dialling, Maya read her note of the first call and said to me, "She has waited in twice and she has no sink. I promised her Thursday by three whatever I had found, so I am ringing at twenty past two."',
          'She gave her name, checked that it was a good moment and said, "This is the update I promised you on Monday. I have three things to tell you and one to ask." She then said what had been done since: the scheduling record checked, the fitting team asked, and the cause found.',
          'She explained the cause plainly: the visit had been moved both times and the text messages had gone to the number on the original order, not to the one Customer C had given since. "You were told nothing because our system wrote to a phone you no longer have. You did tell us. We did not carry it across." She checked: "Does that fit with what you saw at your end?" Customer C said that it did.',
          'Customer C said that she felt "like an idiot sitting there on two days off". Maya did not argue or hurry. She said, "Two days of your leave, and washing up in the bath. I would be cross as well." She asked whether anything else had followed from it; Customer C mentioned a plumber who had charged for a wasted visit. Maya wrote this down and said that she would have to ask about it because she could not approve it herself.',
          'Maya offered the first fitting slot on Saturday or an evening slot on Monday. She said what spoke for and against each: Saturday is sooner, but the fitter is new to the job; Monday is the fitter who knows the kitchen. Customer C chose Saturday. Maya added a refund of the £45 delivery fee, said that it was within what she could agree, and asked, "Does that put right the missed visits, leaving the plumber aside for the moment?" Customer C answered, "Yes, if he comes."',
          "She told Customer C what would happen and when: confirmation by text to the new number within ten minutes, a call on Friday at noon about the plumber's bill even if there was no answer yet, and a call on Saturday after the fitting. She asked Customer C to read the number back to her.",
          "After the call she changed the number in the order as well as in the customer record, sent the text, wrote the call-back note and set the two reminders, and passed the plumber's bill to the team leader with one paragraph of background.",
        ],
        productsSeen:
          'Call-back note for C-003 (attached); scheduling record and customer record (seen on screen, kept by the employer).',
        notSeen: 'The Friday and Saturday calls; their entries were seen afterwards in the complaint record.',
        feedback:
          "The update came before it was due and had content. You asked what else had followed from the missed visits, which brought out the plumber's bill that nobody knew of, and you did not promise what you could not give.",
        nextSteps:
          'Submit the complaint record for C-003 with its outcome; prepare for the professional discussion on response options.',
      },
    },
    claims: [
      {
        criterion: '2.1',
        facets: ['nature', 'cause', 'implications'],
        locator: { paragraph: 3, note: 'and §4' },
        rationale:
          "Confirmed with the customer that the account of the cause fitted (3) and drew out a further implication, the plumber's bill (4).",
        decision: 'confirmed',
      },
      {
        criterion: '2.3',
        facets: ['recognises_problem', 'understands_view'],
        locator: { paragraph: 4 },
        rationale: 'Named what the customer had gone through without defending the company.',
        decision: 'confirmed',
      },
      {
        criterion: '2.6',
        facets: ['progress'],
        locator: { paragraph: 2, note: 'and §6' },
        rationale:
          'The promised update, given early, with what had been done, what comes next and when she will ring again.',
        decision: 'confirmed',
      },
      {
        criterion: '2.7',
        facets: ['agreed', 'addresses_complaint', 'within_authority'],
        locator: { paragraph: 5 },
        rationale:
          "Saturday slot and £45 refund agreed; asked whether it put the complaint right; the plumber's bill kept apart as above her limit.",
        decision: 'confirmed',
      },
    ],
    learnerSignature: 'Agreed. The fitter came on Saturday at nine and I rang her at one.',
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'Shows Maya keeping a promise to update, on a case that was not yet solved. The call-back note was written while I was there and agrees with what I heard.',
    },
  },
];
