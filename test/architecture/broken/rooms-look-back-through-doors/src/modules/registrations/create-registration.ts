export class CreateRegistration {}
