/** Who verified a unit, which later rooms know. Declared here, answered by the verification room. */
export abstract class UnitVerifiers {
  /** Everybody who ever signed under the unit, sampled it, or raised or closed an action on it. */
  abstract of(registrationId: string): Promise<string[]>;
}
