// People at the API: what each of them sends is a real request.
import { MANAGER } from './server-process.mjs';

/** Somebody signed in. The session lives in the database, so it survives a restart of the server at the same address. */
export class Person {
  /**
   * @param {string} url
   * @param {string} token
   * @param {string} id
   */
  constructor(url, token, id) {
    this.url = url;
    this.token = token;
    this.id = id;
  }

  /**
   * @param {string} url
   * @param {{ email: string, password: string }} credentials
   */
  static async signIn(url, { email, password }) {
    const { token, user } = await new Person(url, '', '').post('/api/sessions', { email, password });
    return new Person(url, token, user.id);
  }

  /**
   * Sends a request and returns what came back, whatever it is. Rejects, with the TypeError of `fetch`, when no answer came.
   * @param {string} method
   * @param {string} path
   * @param {object} [body] JSON, or a form with files
   * @param {Record<string, string>} [headers]
   */
  async send(method, path, body, headers = {}) {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: isForm || body === undefined ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  /** @param {Parameters<Person['send']>} request */
  async must(...request) {
    const { status, body } = await this.send(...request);
    if (status >= 400) throw new Error(`${request[0]} ${request[1]} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  get = (/** @type {string} */ path) => this.must('GET', path);
  post = (/** @type {string} */ path, /** @type {object} */ body) => this.must('POST', path, body);
  put = (/** @type {string} */ path, /** @type {object} */ body) => this.must('PUT', path, body, { 'if-match': '*' });

  /**
   * @param {string} path
   * @param {string} name
   * @param {string | Buffer} content
   */
  upload(path, name, content) {
    const form = new FormData();
    form.set('file', new Blob([content]), name);
    return this.must('POST', path, form);
  }
}

/**
 * The people of one ordinary registration on Unit 40 on a server that has only its manager.
 * @param {string} url
 */
export async function assembleCast(url) {
  const manager = await Person.signIn(url, MANAGER);
  const join = async (/** @type {string} */ name, /** @type {string} */ role) => {
    const credentials = { email: `${name.toLowerCase()}@demo.test`, password: MANAGER.password };
    await manager.post('/api/users', { ...credentials, name, roles: [role] });
    return Person.signIn(url, credentials);
  };
  const learner = await join('Maya', 'learner');
  const assessor = await join('Daniel', 'assessor');
  const iqa = await join('Ingrid', 'iqa');
  const registration = await manager.post('/api/registrations', {
    learnerId: learner.id,
    unit: 'U40',
    registeredOn: '2026-01-12',
    assessorId: assessor.id,
    iqaId: iqa.id,
  });
  return { manager, learner, assessor, iqa, registrationId: /** @type {string} */ (registration.id) };
}

/** @typedef {Awaited<ReturnType<typeof assembleCast>>} Cast */

const WORK_PRODUCT = {
  method: 'work_product',
  contextStatement: 'A complaint that I handled at the service desk, from the call to the closing letter.',
  activityFrom: '2026-03-02',
  setting: 'workplace',
  channel: 'telephone',
  caseRefs: ['C-001'],
  redaction: 'done',
};

/** @param {string} title */
export const workProduct = (title) => ({ ...WORK_PRODUCT, title });

/**
 * @param {string} registrationId
 * @param {readonly string[]} criteria
 */
export const claimsOn = (registrationId, criteria) =>
  criteria.map((criterion) => ({ registrationId, criterion, locator: { page: 1 }, rationale: 'The letter shows it.' }));

/**
 * @param {string} registrationId
 * @param {readonly string[]} criteria
 */
export const acceptanceOf = (registrationId, criteria) => ({
  outcome: 'accepted',
  varcs: { valid: true, authentic: true, reliable: true, current: true, sufficient: true },
  comment: 'The letter answers every point of the complaint.',
  claims: criteria.map((criterion) => ({ registrationId, criterion, outcome: 'confirmed', depthMet: true })),
});
