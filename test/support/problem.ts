import { expect } from '@jest/globals';
import type { Response } from 'supertest';
import type { Problem } from '../../src/platform/http/problem.js';

/** Holds an answer to the contract of errors (api.md): problem+json with exactly its members, besides those named, and nothing leaked. */
export function expectProblem(
  answer: Response,
  status: number,
  code?: string,
  extension: readonly string[] = [],
): Problem {
  const problem = (answer.type === 'application/problem+json' ? JSON.parse(answer.text || '{}') : {}) as Problem;
  expect({ status: answer.status, type: answer.type, code: problem.code }).toEqual({
    status,
    type: 'application/problem+json',
    code: code ?? problem.code,
  });
  const members = ['code', 'detail', 'errors', 'status', 'title', 'type', ...extension];
  expect(Object.keys(problem).sort()).toEqual(members.sort());
  expect(problem.status).toBe(status);
  expect(answer.text).not.toMatch(
    /SELECT |INSERT |UPDATE |SQLITE|QueryFailed|node_modules|\.ts:\d|\.js:\d|\bat \w+ \(/,
  );
  return problem;
}

/** The paths of the fields that a refusal names. */
export function faultyPaths(answer: Response): string[] {
  return (JSON.parse(answer.text) as Problem).errors.map(({ path }) => path);
}
