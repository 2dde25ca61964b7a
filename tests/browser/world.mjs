// A workspace of its own, and the real program in it.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.PACELANE;
export const now = '2026-11-19T21:30:00Z';

export class World {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'pacelane-browser-'));
    cpSync(process.env.PACELANE_WORKSPACE, this.folder, { recursive: true });
    this.environment = { PATH: process.env.PATH, HOME: this.folder, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? "" };
  }

  run(...words) {
    return execFileSync(program, ['--now', now, ...words], { cwd: this.folder, env: this.environment, encoding: 'utf8' });
  }

  write(name, text) {
    writeFileSync(join(this.folder, name), text);
  }

  sql(statement) {
    return execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(this.folder, 'pacelane.db'), statement], { encoding: 'utf8' }).trim();
  }

  // The address of a monitor that serves this workspace until stop().
  async serve(...options) {
    const child = spawn(program, ['--now', now, 'status', '--serve', '127.0.0.1:0', ...options],
      { cwd: this.folder, env: this.environment, stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    return await new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (part) => {
        text += part;
        const found = text.match(/http:\/\/\S+\//);
        if (found) resolve(found[0]);
      });
      child.on('exit', (code) => reject(new Error(`the monitor ended with ${code}`)));
    });
  }

  async stop() {
    if (!this.child) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    this.child = null;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
