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
    [{ PUBLIC_URL: 'portfolio.example.org' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://portfolio.example.org/?from=here' }, 'PUBLIC_URL'],
    [{ MAIL_URL: 'mail.example.org', MAIL_FROM: 'us@example.org' }, 'MAIL_URL must start with smtp://'],
    [{ MAIL_URL: 'smtp://mail.example.org' }, 'MAIL_URL and MAIL_FROM go together'],
    [{ MAIL_FROM: 'Our centre' }, 'MAIL_FROM must be an e-mail address'],
    [{ LINK_SECRET: 'short' }, 'LINK_SECRET must have at least 32 characters'],
    [{ AUDIT_KEY: 'a'.repeat(62) }, 'AUDIT_KEY'],
    [{ AUDIT_KEY: 'too-short' }, 'AUDIT_KEY'],
    [{ AUDIT_KEY: 'correct horse battery staple, and whatever else comes to mind' }, 'AUDIT_KEY'],
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

  it('makes links of its own address unless it is told the public one', () => {
    expect(readEnv({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
    expect(readEnv({ PUBLIC_URL: 'https://centre.example.org/portfolio/' }).publicUrl).toBe(
      'https://centre.example.org/portfolio',
    );
  });

  it('keeps letters as files unless it is told of a mail server', () => {
    expect(readEnv({}).mail.url).toBeNull();
    const mail = { MAIL_URL: 'smtps://u:p@mail.example.org', MAIL_FROM: 'Our centre <portfolio@example.org>' };
    expect(readEnv(mail).mail).toEqual({ url: mail.MAIL_URL, from: mail.MAIL_FROM });
  });

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['0f'.repeat(32), '0f'.repeat(32)],
    ['0F'.repeat(48), '0f'.repeat(48)],
    [`${Buffer.alloc(32, 0xfb).toString('base64url')}\n`, 'fb'.repeat(32)],
  ])('AUDIT_KEY=%s is the key %s', (value, key) => {
    expect(readEnv({ AUDIT_KEY: value }).auditKey?.toString('hex')).toBe(key);
  });

  it('signs with a key of each centre’s own and asks no authority unless it is told to', () => {
    expect(readEnv({})).toMatchObject({ signingP12: null, tsaUrl: null });
    expect(
      readEnv({
        SIGNING_P12: '/run/seal.p12',
        SIGNING_P12_PASSPHRASE: 'secret',
        TSA_URL: 'https://tsa.example.org/tsr',
      }),
    ).toMatchObject({
      signingP12: { path: '/run/seal.p12', passphrase: 'secret' },
      tsaUrl: 'https://tsa.example.org/tsr',
    });
    expect(() => readEnv({ SIGNING_P12_PASSPHRASE: 'secret' })).toThrow('SIGNING_P12_PASSPHRASE needs SIGNING_P12');
    expect(() => readEnv({ TSA_URL: 'tsa.example.org' })).toThrow('TSA_URL must be the address');
  });
});
