export class DecideEvidence {
  constructor( // breaks
    private readonly one: string,
    private readonly two: string,
    private readonly three: string,
    private readonly four: string,
    private readonly five: string,
    private readonly six: string,
    private readonly seven: string,
  ) {}
}

export class EnoughEvidence {
  constructor(
    private readonly one: string,
    private readonly two: string,
    private readonly three: string,
    private readonly four: string,
    private readonly five: string,
    private readonly six: string,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}
}
