import { describe, expect, it } from '@jest/globals';
import { passwordWeakness } from '../../src/platform/passwords/password-policy.js';

const OWNER = { email: 'maya@demo.test', name: 'Maya Okafor', centreName: 'Harbourside Training Centre' };

describe('a password', () => {
  it.each([
    ...[
      'qwertyuiop12',
      'qwertyuiopas',
      '123456789012',
      '0987654321qwe',
      '1qaz2wsx3edc',
      '1q2w3e4r5t6y',
      'abcdefghijkl',
    ],
    ...['passwordpassword', 'P@ssw0rd1234', 'letmein12345', 'welcome12345', 'iloveyou2026!', 'Summer2026!!!!'],
    ...['administrator', 'trustno1trustno1', 'football1234', 'liverpool1892', 'dogdogdog1234', 'horsehorsehorse'],
    ...['okafor-okafor-2', 'my harbourside!', 'asdfghjkl;12', '000111222333', 'zxcvbnm12345', 'abababababababab'],
  ])('as guessable as %s is refused', (password) => {
    expect(passwordWeakness(password, OWNER)).not.toBeNull();
  });

  it.each([
    ...[
      'evidence-in-practice',
      'correct horse battery',
      'quite another phrase',
      'x9$Kq2!Lm8#Z',
      'welcome to my kitchen',
    ],
    ...['über den Fluß und in die Wälder', 'пять зелёных лошадей', '🐎🔋🚀🌊🍋🎻🌵', 'dGhpcyBpcyBhIHRl'],
  ])('like %s is taken', (password) => {
    expect(passwordWeakness(password, OWNER)).toBeNull();
  });
});
