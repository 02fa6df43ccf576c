/** No question: something beside the abstract class runs. */
export abstract class HalfQuestion {
  abstract isReleased(registrationId: string): Promise<boolean>;
}

export const answer = true;
