import type { SampleEvidence } from './story-types.js';
import { VARCS_ALL_YES } from './varcs-all-yes.js';

/** What Maya explained to an assessor, face to face. */
export const SPOKEN_KNOWLEDGE: readonly SampleEvidence[] = [
  {
    key: 'professional-discussion',
    author: 'assessor',
    files: ['discussion-excerpt.mp3'],
    body: {
      method: 'professional_discussion',
      title: 'Professional discussion: response options, ownership and liability',
      contextStatement:
        "Planned discussion of Maya's own cases. Topics were given to her five days before. The whole recording is kept by the centre; the passage from 00:18:20 to 00:18:46 is attached, and times below are those of the whole recording.",
      activityFrom: { daysAgo: 53 },
      activityTo: { daysAgo: 53 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'face_to_face',
      caseRefs: ['C-001', 'C-003', 'C-004', 'C-006', 'C-007'],
      storage: 'embedded',
      redaction: 'done',
      record: {
        plan: 'AC1.2, 1.3, 1.4, 1.7, 1.8, 2.2, 2.4, 2.5 and 2.9, from C-001, C-003, C-004, C-006 and C-007. Maya to bring her log.',
        startTime: '13:30',
        endTime: '14:11',
        location: 'Harbour Lane Kitchens, meeting room',
        recording:
          "Sound recorded with Maya's consent; no customer's voice or name on it. 41 minutes, of which Maya speaks about 31.",
        prompts: [
          'Choose a complaint that was not yours to begin with. What did you take on, and when did it stop being yours?',
          'Customer D could have had a fitter or a voucher. What spoke for each, for him and for the company?',
          'Suppose that you had said "that was our fault" to Customer F. What could have followed?',
          'Which of your complaints should make the company change something?',
          'What did the law ask of you, and where did you go further?',
        ],
        summary: [
          {
            at: '00:01:10',
            text: 'On C-003: "Nobody asked me to take it. She had already rung twice and been passed on twice, so I said my name and that I would ring on Thursday, because a promise with nobody\'s name on it belongs to nobody." She kept the case when the bill went to the team leader, as approving a cost is not the same as looking after the customer.',
          },
          {
            at: '00:06:30',
            text: 'On C-006: ownership did not end with escalation. The engineer and the manager decided; she remained the person who rang. Customer F was frightened and getting angry: "I said what I heard before I asked anything, and I slowed down each time she sped up, because people copy the pace they hear. And one voice to the end, otherwise she tells the story of the falling cupboard to a third person and is furious by then."',
          },
          {
            at: '00:09:40',
            text: 'Negotiating: asks open questions first so that the customer names the interest behind the demand; offers two options she can really give, because one option is an ultimatum; keeps the goodwill payment back until the fault is dealt with, since money offered first sounds like a price for going away. Customer A\'s "I want it replaced" turned out to mean "I want Saturday".',
          },
          {
            at: '00:14:20',
            text: 'Response options for the customer. Repair: soonest, so life goes on, but they must trust that it will not show. Replacement: certainty, but they wait and live with the fault. Refund in part: free to use as they like, but the fault stays. Apology and explanation alone: respected by some, "an insult if the sink still is not in". Explains why the same option was right for A and wrong for C.',
          },
          {
            at: '00:18:20',
            text: "Customer D: a fitter's visit would have been less work for him, but he would have waited nine days; the courier with a voucher let him carry on and kept him in charge of his own kitchen, though it left him to trust a third parcel. [Passage attached.]",
          },
          {
            at: '00:20:05',
            text: 'The same options for the company. Goodwill is quick, cheap and keeps people, but repeated it hides the cause and teaches customers to ask; replacement puts it right for good but costs £310 against £60 and ties up the factory; doing nothing beyond the contract saves money once and shows in reviews. She would rather pay for one replacement than three visits, and says why: a van costs £95 each time.',
          },
          {
            at: '00:25:15',
            text: "Compensation or replacement: money is quick and respects the customer's choice, but does not mend anything and can seem to set a price on trouble; a new product removes the fault and shows confidence in it, but is slow, dear, and may fail in the same way if the cause is unknown, as the first hinges did.",
          },
          {
            at: '00:28:40',
            text: 'Admitting liability, cost: had she told Customer F it was our fault, a claim for the ceiling and crockery could have been built on it, the insurer might have refused cover because liability was admitted without its consent, and other owners of the same hinges could have followed. One sentence, three kinds of bill, and damage to the name as well.',
          },
          {
            at: '00:31:50',
            text: 'Admitting liability, regulation: an unsafe product must be reported and may bring in Trading Standards and a recall; where the kitchen is on credit the lender is regulated and a complaint about the loan has its own route and time limit, so she may not settle it. An apology is different: by the Compensation Act 2006 it does not of itself admit negligence. "So I may be sorry. I may not be the judge."',
          },
          {
            at: '00:35:10',
            text: 'Complaints that should prompt a review: not the loudest but the ones that come from different people with one cause. Twelve of 33 were missed visits, ten of them after a rebooking: review how we deliver the service. Three kitchens with one batch of hinges: review what we offer, whether we should sell it at all. One safety complaint is enough without waiting for a pattern, because the next one may hurt somebody.',
          },
          {
            at: '00:38:30',
            text: 'Law and conscience: Consumer Rights Act 2015 for faulty goods and careless work; made-to-measure goods are an exception to the right to cancel, and she still told Customer G about the £70; photographs of people\'s homes stay in the case because they are personal data. Would not have used "policy" as a reason towards a customer who could not check it.',
          },
        ],
        feedback:
          'You gave reasons without being asked for them and compared options instead of listing them. On regulation you were sure about where your own knowledge ends, which is part of the answer.',
        nextSteps: 'Oral questioning on CP-07 and on escalation, which time did not allow today.',
      },
    },
    claims: [
      {
        criterion: '1.2',
        facets: ['service_offer', 'service_delivery'],
        locator: { from: '00:35:10', to: '00:38:25' },
        rationale:
          'Explains with figures and reasons which complaints call for a review of delivery, which of the offer, and why a single safety complaint is enough.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.3',
        facets: ['techniques'],
        locator: { from: '00:09:40', to: '00:14:15' },
        rationale:
          'Explains questioning for interests, paired options and holding back concessions, each with why it works.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.4',
        facets: ['techniques'],
        locator: { from: '00:06:30', to: '00:09:35' },
        rationale:
          'Explains naming the feeling, slowing down and keeping one voice, and why each kept a frightened customer from becoming a furious one.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.7',
        facets: ['cost', 'regulatory'],
        locator: { from: '00:28:40', to: '00:35:05' },
        rationale:
          'Explains claims, insurance and reputation (cost), and product safety, credit and the place of an apology (regulatory).',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.8',
        facets: ['advantages', 'limitations'],
        locator: { from: '00:25:15', to: '00:28:35' },
        rationale: 'Sets compensation against replacement, with what each gives and where each falls short.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '2.2',
        facets: ['ownership'],
        locator: { from: '00:01:10', to: '00:09:35' },
        rationale: 'Explains how she took C-003 on in her own name and what ownership meant after C-006 was escalated.',
        decision: 'confirmed',
      },
      {
        criterion: '2.4',
        facets: ['advantages', 'limitations'],
        locator: { from: '00:14:20', to: '00:20:00' },
        rationale: "Four options compared from the customer's side, with why the same one suited A and not C.",
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '2.5',
        facets: ['advantages', 'limitations'],
        locator: { from: '00:20:05', to: '00:25:10' },
        rationale: 'The same options weighed for the company, with what each costs and what each hides.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '2.9',
        facets: ['legal', 'ethical'],
        locator: { from: '00:38:30', to: '00:40:50' },
        rationale: 'Explains which law she acted on in C-003, C-006 and C-007 and where she went further than it asks.',
        decision: 'confirmed',
      },
    ],
    learnerSignature:
      'I have read the summary against my memory of it and it is fair. The bit about the third parcel made me laugh.',
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'Maya speaks for three quarters of the time and from her own cases throughout. The index lets anybody check each claim against the recording. Depth of "explain" is reached on every knowledge criterion claimed.',
    },
  },
  {
    key: 'oral-questioning',
    author: 'assessor',
    files: ['team-board.jpg'],
    body: {
      method: 'oral_questioning',
      title: 'Oral questions on CP-07 and on escalation',
      contextStatement:
        'Four questions asked at the team board on the shop floor, answers taken down as given. The photograph shows the escalation ladder that Maya drew on the board while answering question 3.',
      activityFrom: { daysAgo: 45 },
      activityTo: { daysAgo: 45 },
      setting: 'workplace',
      workplaceContext: true,
      caseRefs: ['C-003', 'C-006'],
      storage: 'embedded',
      redaction: 'done',
      record: {
        conditions:
          'Closed book, standing at the team board, quarter past nine before opening. No prompts except where shown.',
        questions: [
          {
            criterion: '1.5',
            question: 'Take me through what happens to a complaint here from the moment it reaches you.',
            answer:
              'If I can put it right on the spot and the customer is happy with that, it is informal, but I still log it, because otherwise we never see that it happens ten times. If it takes longer than five working days or they ask for it, it is formal under CP-07: acknowledged within one working day so that they know somebody has it, an update at least every three working days even with no news, because silence is what makes people ring the manager, and an answer within ten. If they are not satisfied, the Customer Relations Manager reviews it, so that the person deciding is not the person complained of, and after that there is the ombudsman scheme we belong to.',
          },
          {
            criterion: '1.5',
            question: 'Why does the company have the procedure at all? You could all just be sensible.',
            answer:
              'Because we would each be sensible differently. One customer would get £60 and the next one nothing for the same scratch, and that is not fair. And because what we write down is how the company found the hinges: I only saw one kitchen.',
          },
          {
            criterion: '1.6',
            question: 'When do you hand a complaint upwards, and to whom?',
            answer:
              "When it is above what I may give: over £75 goodwill or £250 in parts goes to Petra, over £500 to the Customer Relations Manager, because otherwise I promise what the company need not keep. When it is beyond what I know, such as a loan or a solicitor's letter, because a wrong answer there costs more than a slow one. When it stands still: if I have had no answer from a department for two updates running. And when I am losing the conversation, if somebody shouts at me and it is getting worse, since a new face can start again.",
          },
          {
            criterion: '1.6',
            question: 'Was there one that you did not wait with?',
            answer:
              'C-006, the cabinet. Anything to do with safety goes up the same hour whatever it costs, because by tomorrow it could have fallen on a child. I rang the manager before I had finished the log. Looking back, C-003 should have gone up earlier: two adviser calls before mine, and nobody asked why it was stuck.',
          },
        ],
        feedback:
          'Each answer came with its reason and a case. You named money, knowledge, time and temper as separate triggers, and found one of your own that came late.',
      },
    },
    claims: [
      {
        criterion: '1.5',
        facets: ['own_organisation'],
        locator: { note: 'questions 1 and 2' },
        rationale:
          'Explains both stages of CP-07 with the reason for each time limit, and why the company has a procedure.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.6',
        facets: ['triggers'],
        locator: { note: 'questions 3 and 4' },
        rationale:
          'Four triggers with reasons, a safety case escalated at once and one that ought to have been earlier.',
        decision: 'confirmed',
        depthMet: true,
      },
    ],
    learnerSignature: 'These are my answers as I gave them.',
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        "Answers taken down as spoken, closed book, about her own workplace. The photograph shows the ladder in Maya's hand.",
    },
  },
];
