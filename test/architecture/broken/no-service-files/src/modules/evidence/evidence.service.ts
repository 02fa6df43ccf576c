export class EvidenceService {} // breaks
