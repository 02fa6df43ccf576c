import { describe, expect, it } from '@jest/globals';
import { OperatorError, readEnv } from '../../src/platform/config/env.js';

const MANAGER = { BOOTSTRAP_EMAIL: 'manager@demo.test', BOOTSTRAP_PASSWORD: 'evidence-in-practice' };

describe('the environment', () => {
  it('names the first manager', () => {
    expect(readEnv(MANAGER).bootstrap).toEqual({
      email: 'manager@demo.test',
      password: 'evidence-in-practice',
      centre: 'Our centre',
    });
  });

  it.each([
    [{ BOOTSTRAP_EMAIL: 'the boss' }, 'BOOTSTRAP_EMAIL must be an e-mail address'],
    [{ BOOTSTRAP_PASSWORD: 'short' }, 'BOOTSTRAP_PASSWORD must have at least 12 characters'],
    [{ BOOTSTRAP_PASSWORD: 'x9$Kq2!Lm8#Z'.repeat(11) }, 'BOOTSTRAP_PASSWORD may have at most 128 characters'],
    [{ BOOTSTRAP_PASSWORD: 'qwertyuiop12' }, 'BOOTSTRAP_PASSWORD is made of common words'],
    [{ BOOTSTRAP_CENTRE: 'Harbourside', BOOTSTRAP_PASSWORD: 'by-the-harbourside' }, 'contains “harbourside”'],
    [{ BOOTSTRAP_PASSWORD: '' }, 'go together'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '1' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ CLAMD_URL: 'localhost' }, 'CLAMD_URL'],
    [{ CLAMD_URL: 'http://localhost:3310' }, 'CLAMD_URL'],
    [{ CLAMD_URL: 'unix:relative' }, 'CLAMD_URL'],
  ])('%j stops the start with a word to the operator', (over, fault) => {
    const read = () => readEnv({ ...MANAGER, ...over });
    expect(read).toThrow(OperatorError);
    expect(read).toThrow(fault);
  });

  it.each([
    [undefined, false],
    ['', false],
    ['127.0.0.1', ['127.0.0.1']],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ])('TRUST_PROXY=%s trusts %j', (value, trusted) => {
    expect(readEnv({ TRUST_PROXY: value }).trustProxy).toEqual(trusted);
  });

  it.each([
    [undefined, null],
    ['tcp://clamd:3310', { host: 'clamd', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('CLAMD_URL=%s is %j', (value, clamd) => {
    expect(readEnv({ CLAMD_URL: value }).clamd).toEqual(clamd);
  });
});
