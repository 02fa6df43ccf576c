export class EvidenceManager {} // breaks
export interface FileInfo { readonly name: string } // breaks
export type ClaimData = string; // breaks
export enum ProcessState { Open } // breaks
export class Database {}
export interface Information { readonly processed: boolean }
