// A real browser, and pages that fail the test when they complain.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

// Well before the page would ask by itself: it must have been told.
export const soon = { timeout: 12_000 };

export const launch = (...flags) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', ...flags] });

// A page in a context of its own.
export const openPage = async (browser, address, options = {}, prepare = async () => {}) => {
  const context = await browser.newContext({ viewport: { width: 1180, height: 760 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') page.complaints.push(message.text()); });
  page.on('pageerror', (error) => page.complaints.push(error.message));
  await prepare(page);
  await page.goto(address);
  return page;
};

export const close = async (page) => {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
};
