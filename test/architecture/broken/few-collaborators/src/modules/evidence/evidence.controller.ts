export class EvidenceController {
  constructor(
    private readonly one: string,
    private readonly two: string,
    private readonly three: string,
    private readonly four: string,
    private readonly five: string,
    private readonly six: string,
    private readonly seven: string,
  ) {}
}
