// The web monitor as a person uses it, in a real browser.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { close, launch, openPage, soon } from './pages.mjs';
import { World } from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.PACELANE_SCREENSHOTS;
const world = new World();
let browser, base, analysis, draft, article;

before(async () => {
  world.run('migrate');
  world.run('schedule', 'import', 'pacelane.yaml');
  world.run('schedule');
  world.run('analyze');
  world.run('write');
  world.run('queue', 'create', 'mailings');
  analysis = world.sql("SELECT context_analysis_id FROM pacing_content_generation WHERE generation_status = 'completed' ORDER BY content_type DESC LIMIT 1");
  draft = world.sql("SELECT id FROM pacing_content_generation WHERE generation_status = 'completed' AND content_type = 'linkedin_post' LIMIT 1");
  // With code, whose lines are long.
  article = world.sql("SELECT id FROM pacing_content_generation WHERE generation_status = 'completed' AND content_type = 'blog_post' LIMIT 1");
  base = await world.serve();
  browser = await launch();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await world.remove();
});

const open = (path, ...more) => openPage(browser, new URL(path, base).href, ...more);
// The run of that title, ended, when no other is at work either: a click returns before its request is answered.
const untilRan = async (title) => {
  for (let i = 0; i < 600; ++i) {
    const runs = await (await fetch(new URL('/api/v1/runs', base))).json();
    const run = runs.find((one) => title.test(one.title));
    if (run && runs.every((one) => !one.running)) return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`a run of ${title} does not end`);
};
const fail = () => world.sql("UPDATE pacing_content_generation SET generation_status = 'failed', error_message = 'the disk was full' WHERE id = '" + draft + "'");

const views = () => ({ overview: '/', analyses: '/analyses', analysis: `/analyses/${analysis}`, drafts: '/drafts', draft: `/drafts/${draft}`, article: `/drafts/${article}`, errors: '/errors', schedules: '/schedules', queues: '/queues', runs: '/runs' });

test('every view, in both themes and on a phone, passes axe', { timeout: 900_000 }, async () => {
  fail();
  for (const [name, path] of Object.entries(views())) {
    for (const colorScheme of ['light', 'dark']) {
      for (const [size, viewport] of [['', { width: 1180, height: 760 }], ['-phone', { width: 390, height: 780 }], ['-narrow', { width: 320, height: 640 }]]) {
        const page = await open(path, { colorScheme, viewport });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map((v) => `${name} ${colorScheme}${size}: ${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}${size} is wider than its screen`);
        if (pictures && (size === '' ? colorScheme === 'light' && name !== 'article' || name === 'overview' || name === 'draft' : size === '-phone' && colorScheme === 'light' && (name === 'overview' || name === 'draft'))) {
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `monitor-${name}${size}${colorScheme === 'dark' ? '-dark' : ''}.png`) });
        }
        await close(page);
      }
    }
  }
});

test('the page follows a real analyze without being loaded again, and keeps its scroll', { timeout: 120_000 }, async () => {
  const page = await open('/analyses');
  await page.waitForFunction(() => document.getElementById('live').textContent === 'live');
  const rows = await page.locator('tbody tr').count();
  await page.evaluate(() => { window.kept = true; scrollTo(0, 40); });
  const [scroll] = await Promise.all([page.evaluate(() => scrollY), Promise.resolve(world.run('analyze', '--user', 'maya', '--date', '2026-11-18'))]);
  await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length === n + 1, rows);
  assert.ok(await page.evaluate(() => window.kept));
  assert.equal(await page.evaluate(() => scrollY), scroll);
  await close(page);
});

test('while somebody types nothing moves; afterwards it catches up', { timeout: 120_000 }, async () => {
  const page = await open(`/drafts/${draft}`);
  await page.waitForFunction(() => document.getElementById('live').textContent === 'live');
  const area = page.locator('#t-txt');
  await area.focus();
  const count = page.locator('[data-limit="t-txt"] .count').first();
  const was = Number(await count.textContent());
  await area.press('Control+End');
  await area.type('xyz');
  assert.equal(Number(await count.textContent()), was + 3);
  world.sql(`UPDATE pacing_content_generation SET error_message = 'told meanwhile', generation_status = 'failed' WHERE id = '${draft}'`);
  await page.waitForFunction(() => document.getElementById('live').textContent.startsWith('paused'));
  assert.equal(await page.locator('.message', { hasText: 'told meanwhile' }).count(), 0);
  await page.locator('h1').click();
  await area.blur();
  await page.waitForSelector('.message:has-text("told meanwhile")');
  assert.ok((await area.inputValue()).endsWith('xyz'));
  await close(page);
});

test('a draft is retried with its button', { timeout: 120_000 }, async () => {
  fail();
  const page = await open('/errors?state=failed');
  await page.getByRole('button', { name: /^Retry (?!all)/ }).first().click();
  await page.waitForFunction(() => document.body.textContent.includes('Nothing failed.'));
  await untilRan(/^Retry /);
  assert.equal(world.sql(`SELECT generation_status FROM pacing_content_generation WHERE id = '${draft}'`), 'completed');
  await close(page);
});

test('an analysis is triggered, and offered again for a day that has one', { timeout: 120_000 }, async () => {
  const page = await open('/');
  await page.selectOption('#who', 'maya');
  await page.getByRole('button', { name: 'Trigger analysis' }).click();
  const again = page.getByRole('button', { name: 'Analyze again' });
  await again.waitFor();
  await again.click();
  const run = await untilRan(/Analyze again: maya/);
  assert.equal(run.exit_code, 0);
  await page.locator('.runs', { hasText: 'Analyze again: maya' }).waitFor(soon);
  page.complaints = page.complaints.filter((text) => !text.includes('409')); // the offer is an answer of that status
  await close(page);
});

test('a schedule is paused and resumed by the keyboard alone', { timeout: 120_000 }, async () => {
  const page = await open('/schedules');
  const press = async (name) => {
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((n) => document.activeElement.textContent === n, name)) break;
    }
    assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await press('Pause');
  await page.getByRole('button', { name: /^Resume the schedule/ }).waitFor(soon);
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await press('Resume');
  await page.waitForFunction(() => ![...document.querySelectorAll('button')].some((b) => b.textContent === 'Resume'));
  await untilRan(/^Resume a schedule/);
  await close(page);
});

test('without JavaScript everything is read, and the buttons work', { timeout: 120_000 }, async () => {
  const page = await open('/', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Drafts' }).first().click();
  await page.waitForURL('**/drafts');
  await page.selectOption('#f-state', 'completed'); // the latest may wait to be written
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/state=completed/);
  await page.locator('td a').first().click();
  await page.waitForURL('**/drafts/*');
  await page.locator('.claim').first().waitFor();
  await page.locator('.s').first().click();
  await page.waitForURL(/#c\d+$/);
  await page.goto(new URL('/', base).href);
  const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Trigger generation' }).click()]);
  assert.equal(answer.status(), 200);
  assert.equal(new URL(page.url()).pathname, '/');
  await page.locator('.runs').waitFor();
  await untilRan(/^Write pending drafts/);
  await page.goto(new URL('/analyses', base).href);
  await page.selectOption('#f-user', 'maya');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/user=maya/);
  await close(page);
});

test('the theme follows the system until somebody chooses one, which is kept', { timeout: 120_000 }, async () => {
  const page = await open('/', { colorScheme: 'dark' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  const button = page.locator('#theme');
  assert.equal(await button.textContent(), 'Theme: auto');
  await button.click();
  assert.equal(await button.textContent(), 'Theme: light');
  const light = await ground();
  assert.notEqual(light, dark);
  // Kept, and there before anything is drawn: without the script that comes later.
  await page.route('**/monitor.js*', (route) => route.abort());
  await page.goto(new URL('/drafts', base).href);
  assert.equal(await ground(), light);
  page.complaints = [];
  await page.unrouteAll();
  await page.goto(new URL('/drafts', base).href);
  await page.evaluate(axe);
  assert.deepEqual((await page.evaluate(() => window.axe.run())).violations.map((v) => v.id), []);
  await button.click();
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await ground(), dark);
  await button.click();
  assert.equal(await button.textContent(), 'Theme: auto');
  assert.equal(await ground(), light);
  await close(page);
  const plain = await open('/', { colorScheme: 'dark', javaScriptEnabled: false });
  assert.equal(await plain.locator('#theme').isVisible(), false);
  await plain.context().close();
});

test('a page that was read just before a change is told of it', { timeout: 120_000 }, async () => {
  const title = world.sql(`SELECT content_title FROM pacing_content_generation WHERE id = '${draft}'`);
  // The change comes when the page is there and does not listen yet.
  const page = await open(`/drafts/${draft}`, {}, async (page) => {
    await page.route('**/api/v1/events*', async (route) => {
      world.sql(`UPDATE pacing_content_generation SET content_title = 'Changed meanwhile' WHERE id = '${draft}'`);
      await new Promise((resolve) => setTimeout(resolve, 2500)); // told to all who listen
      await route.continue();
    });
  });
  await page.waitForFunction(() => document.querySelector('h1').textContent === 'Changed meanwhile', null, soon);
  world.sql(`UPDATE pacing_content_generation SET content_title = '${title.replaceAll("'", "''")}' WHERE id = '${draft}'`);
  await page.waitForFunction((was) => document.querySelector('h1').textContent === was, title, soon);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await close(page);
});

test('a draft that comes to be written appears, and what nobody edited follows', { timeout: 120_000 }, async () => {
  const body = world.sql(`SELECT content_body FROM pacing_content_generation WHERE id = '${draft}'`).replaceAll("'", "''");
  world.sql(`UPDATE pacing_content_generation SET generation_status = 'generating', content_body = NULL WHERE id = '${draft}'`);
  const page = await open(`/drafts/${draft}`);
  await page.waitForFunction(() => document.getElementById('live').textContent === 'live');
  await page.waitForFunction(() => !document.getElementById('copy-box'), null, soon);
  world.sql(`UPDATE pacing_content_generation SET generation_status = 'completed', content_body = '${body}' WHERE id = '${draft}'`);
  await page.waitForSelector('.claim', soon);
  assert.ok(await page.getByRole('button', { name: 'Copy plain text' }).isVisible());
  world.sql(`UPDATE pacing_content_generation SET content_body = 'Said anew. ' || content_body WHERE id = '${draft}'`);
  await page.waitForFunction(() => document.getElementById('t-txt').value.startsWith('Said anew.'), null, soon);
  world.sql(`UPDATE pacing_content_generation SET content_body = '${body}' WHERE id = '${draft}'`);
  await page.waitForFunction(() => !document.getElementById('t-txt').value.startsWith('Said anew.'), null, soon);
  await close(page);
});

test('what the feed shows of a post, on a desktop and on a phone, follows what is typed', { timeout: 120_000 }, async () => {
  const page = await open(`/drafts/${draft}`);
  const area = page.locator('#t-txt'), folds = page.locator('[data-limit="t-txt"] [data-lines]');
  const told = await folds.allTextContents();
  assert.equal(told.length, 2);
  assert.ok(told[0].length > told[1].length && told[1].length > 10, told.join(' | '));
  await area.evaluate((a) => a.dispatchEvent(new Event('input', { bubbles: true })));
  assert.deepEqual(await folds.allTextContents(), told); // the page and its script count alike
  await area.fill('one\n\nthree\nfour');
  assert.deepEqual(await folds.allTextContents(), ['one\n\nthree…', 'one\n\nthree…']);
  await close(page);
});

test('the output of a run keeps its place when more of it comes', { timeout: 120_000 }, async () => {
  const run = (await (await fetch(new URL('/api/v1/runs', base))).json())[0]?.id;
  if (!run) return; // of a test before this one
  const page = await open(`/runs/${run}`, {}, async (page) => {
    const text = Array.from({ length: 200 }, (_, i) => `line ${i}`).join('\n');
    let more = '';
    await page.route(`**/runs/${run}`, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/(<pre class="output"[^>]*>)[^<]*/, `$1${text}${more}`);
      more += '\nmore';
      await route.fulfill({ response: answer, body });
    });
  });
  const scroll = () => page.evaluate(() => document.querySelector('.output').scrollTop);
  const refresh = async () => {
    const lines = await page.locator('.output').textContent();
    await page.locator('#refresh').click();
    await page.waitForFunction((was) => document.querySelector('.output').textContent !== was, lines, soon);
  };
  await page.evaluate(() => { document.querySelector('.output').scrollTop = 300; });
  await refresh();
  assert.equal(await scroll(), 300);
  await page.evaluate(() => { document.querySelector('.output').scrollTop = 1e6; });
  const end = await scroll();
  await refresh();
  assert.ok(await scroll() > end, 'who reads the end is shown what comes');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await close(page);
});

test('a draft is copied, and what it holds never runs', { timeout: 120_000 }, async () => {
  const body = world.sql(`SELECT content_body FROM pacing_content_generation WHERE id = '${draft}'`);
  const page = await open(`/drafts/${draft}`, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copy plain text' }).click();
  await page.waitForSelector('text=copied');
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), body.trim());
  await close(page);
  const attacked = await open(`/drafts/${draft}`);
  world.sql(`UPDATE pacing_content_generation SET content_title = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">' WHERE id = '${draft}'`);
  await attacked.waitForFunction(() => document.querySelector('h1').textContent.startsWith('<script>'), null, soon);
  assert.match(await attacked.title(), /^<script>/);
  assert.equal(await attacked.evaluate(() => window.hacked), undefined);
  await close(attacked);
});

test('another site can neither read nor press anything, nor by a name of its own', { timeout: 120_000 }, async () => {
  const before = (await (await fetch(new URL('/api/v1/runs', base))).json()).length;
  const evil = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<form method="post" action="${base}api/v1/write"><button>win</button></form>`);
  });
  await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${evil.address().port}/`);
  const read = await page.evaluate(async (url) => {
    try { return (await fetch(url)).status; } catch { return 'refused'; }
  }, `${base}api/v1/status`);
  assert.equal(read, 'refused');
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('button')]);
  assert.equal(answer.status(), 403);
  await context.close();
  // A name of theirs that leads to this machine.
  const rebound = await launch('--host-resolver-rules=MAP evil.example 127.0.0.1');
  const there = await rebound.newPage();
  const refused = await there.goto(`http://evil.example:${new URL(base).port}/`);
  assert.equal(refused.status(), 421);
  await rebound.close();
  evil.close();
  assert.equal((await (await fetch(new URL('/api/v1/runs', base))).json()).length, before);
});
