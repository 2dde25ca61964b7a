// Long lists in a real browser: marks, and what stays in hand while rows come and go above it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, openPage, soon } from './pages.mjs';
import { World } from './world.mjs';

const world = new World();
let browser, base;

before(async () => {
  world.run('migrate');
  world.run('schedule', 'import', 'pacelane.yaml');
  world.run('schedule', 'add', '--user', 'maya', '--frequency', 'weekly', '--days', 'friday');
  world.run('analyze', '--user', 'maya');
  base = await world.serve();
  browser = await launch();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await world.remove();
});

const open = (path, ...more) => openPage(browser, new URL(path, base).href, ...more);
const isLive = (page) => page.waitForFunction(() => document.getElementById('live').textContent === 'live', null, soon);
const active = () => Number(world.sql('SELECT sum(is_active) FROM pacing_schedules'));
const reach = async (what, seen) => {
  for (let i = 0; i < 100 && seen() !== what; ++i) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(seen(), what);
};
// Failed drafts of the one analysis, so that the errors have rows; the later, the further up.
const failed = (second) => world.sql(`INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, content_type, generation_status, error_message, created_at, completed_at)
  SELECT printf('77777777-0000-4000-8000-%012d', ${second}), user_id, id, 'row ${second}', 'newsletter', 'failed', 'broken ${second}', '2026-11-19T20:00:00.000Z', '2026-11-19T20:00:${String(second).padStart(2, '0')}.000Z' FROM pacing_context_analysis LIMIT 1`);

test('marked schedules are paused and resumed together, and a refresh keeps the marks', { timeout: 120_000 }, async () => {
  const page = await open('/schedules');
  await isLive(page);
  const boxes = page.locator('input[type=checkbox]');
  assert.equal(await boxes.count(), 3);
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  assert.equal(await page.locator('[data-marks]').textContent(), '2 marked');
  // A change that others make comes in while the focus is on a mark.
  const third = await boxes.nth(1).getAttribute('value');
  const marked = [await boxes.nth(0).getAttribute('value'), await boxes.nth(2).getAttribute('value')];
  world.run('schedule', 'pause', third);
  await page.getByRole('button', { name: /^Resume the schedule/ }).waitFor(soon);
  assert.deepEqual(await page.locator('input[type=checkbox]:checked').evaluateAll((all) => all.map((box) => box.value).sort()), marked.sort());
  await page.getByRole('button', { name: 'Pause the marked' }).click();
  await reach(0, active);
  await page.waitForFunction(() => document.querySelectorAll('.card .state.paused').length === 3, null, soon);
  await page.getByRole('button', { name: 'Mark all' }).click();
  assert.equal(await page.locator('[data-marks]').textContent(), '3 marked');
  await page.getByRole('button', { name: 'Resume the marked' }).click();
  await reach(3, active);
  await page.getByRole('button', { name: 'Mark none' }).click();
  await page.getByRole('button', { name: 'Pause the marked' }).click();
  await page.waitForFunction(() => document.getElementById('toast').textContent.includes('no schedule is marked'), null, soon);
  page.complaints = page.complaints.filter((text) => !text.includes('400'));
  // Enter in a mark would send its form.
  await page.locator('input[type=checkbox]').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(active(), 3);
  await close(page);
});

test('without JavaScript marked schedules are paused and resumed, too', { timeout: 120_000 }, async () => {
  const page = await open('/schedules', { javaScriptEnabled: false });
  assert.equal(await page.getByRole('button', { name: 'Mark all' }).count(), 0);
  for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Pause the marked' }).click()]);
  assert.equal(new URL(page.url()).pathname, '/schedules');
  await reach(0, active);
  await page.goto(new URL('/schedules', base).href);
  for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Resume the marked' }).click()]);
  await reach(3, active);
  await close(page);
});

test('a button keeps the focus when rows come above it', { timeout: 120_000 }, async () => {
  failed(1);
  failed(2);
  const page = await open('/errors');
  await isLive(page);
  const button = page.locator('.card', { hasText: 'broken 1' }).getByRole('button');
  await button.focus();
  failed(3);
  await page.locator('.card', { hasText: 'broken 3' }).waitFor(soon);
  assert.match(await page.evaluate(() => document.activeElement.closest('.card').textContent), /broken 1/);
  // Also when one above it goes.
  world.sql("DELETE FROM pacing_content_generation WHERE suggestion_id = 'row 2'");
  await page.locator('.card', { hasText: 'broken 2' }).waitFor({ state: 'detached', ...soon });
  assert.match(await page.evaluate(() => document.activeElement.closest('.card').textContent), /broken 1/);
  await close(page);
});

test('words without end and turned directions break no page', { timeout: 120_000 }, async () => {
  world.sql("UPDATE pacing_content_generation SET content_title = hex(zeroblob(150)) || ' \u202etitle'");
  world.sql("UPDATE users SET handle = 'm' || hex(zeroblob(31)) WHERE handle = 'rafael'");
  world.sql("UPDATE pacing_context_analysis SET error_message = hex(zeroblob(400))");
  for (const width of [1280, 800, 390])
    for (const path of ['/', '/analyses', '/drafts', '/errors', '/schedules', `/drafts/${world.sql("SELECT id FROM pacing_content_generation LIMIT 1")}`]) {
      const page = await open(path, { viewport: { width, height: 700 } });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is wider than ${width}`);
      assert.equal(await page.evaluate(() => document.body.textContent.includes('\u202e')), false);
      await close(page);
    }
});
