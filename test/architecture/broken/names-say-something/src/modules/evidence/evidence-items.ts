export interface EvidenceRow { readonly id: string } // breaks
