// Runs last and alone (tools/run-tests.mjs): judges one sample of every kind of page that the journeys saw.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expect_valid_html } from './harness.mjs';

const folder = 'build/pages';
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')).map((name) => join(folder, name)) : [];

test('every page that the journeys saw is valid HTML', { skip: files.length === 0 && 'no pages were collected' }, () => {
  expect_valid_html(files);
});
