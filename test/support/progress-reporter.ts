import { relative } from 'node:path';
import Mocha from 'mocha';
import { projectRoot } from '../../src/config/project-root.js';
import { absentIn } from './optional.js';

const {
  EVENT_HOOK_END,
  EVENT_TEST_PASS,
  EVENT_TEST_FAIL,
  EVENT_TEST_PENDING,
  EVENT_SUITE_END,
  EVENT_RUN_END,
} = Mocha.Runner.constants;

type FileResult = { passed: number; failed: number; skipped: number };

/**
 * Prints one line for each file that ends, each failure as soon as it is known with the command that repeats it, and at
 * the end the slowest files, what was left out and why, and the counts.
 */
export default class ProgressReporter {
  readonly #began = performance.now();
  readonly #files: number;
  readonly #all = { passed: 0, failed: 0, skipped: 0 };
  readonly #absent = new Map<string, number>();
  readonly #failedFiles = new Set<string>();
  readonly #seconds = new Map<string, number>();
  #ended = 0;

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    this.#files = Number(options.reporterOptions?.files);
    // A worker sends the events of a whole file at once, so those of two files do not mix.
    let result: FileResult = { passed: 0, failed: 0, skipped: 0 };
    let [file, milliseconds] = ['', 0];
    const count = (test: Mocha.Runnable, outcome: keyof FileResult) => {
      file = test.file ?? file;
      milliseconds += test.duration ?? 0;
      result[outcome]++;
      this.#all[outcome]++;
    };
    runner.on(EVENT_HOOK_END, (hook: Mocha.Hook) => {
      milliseconds += hook.duration ?? 0;
    });
    runner.on(EVENT_TEST_PASS, (test) => count(test, 'passed'));
    runner.on(EVENT_TEST_FAIL, (test: Mocha.Runnable, error: Error) => {
      count(test, 'failed');
      this.#printFailure(test, error);
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      count(test, 'skipped');
      const absent = absentIn(test.fullTitle());
      this.#absent.set(absent, (this.#absent.get(absent) ?? 0) + 1);
    });
    runner.on(EVENT_SUITE_END, (suite) => {
      if (!suite.root) return;
      this.#printFile(file, result, milliseconds);
      result = { passed: 0, failed: 0, skipped: 0 };
      [file, milliseconds] = ['', 0];
    });
    runner.once(EVENT_RUN_END, () => this.#printEnd());
  }

  #printFailure(test: Mocha.Runnable, error: Error): void {
    const file = shorten(test.file);
    this.#failedFiles.add(file);
    print(`\nFAILED: ${test.fullTitle()}\n${indent(describe(error))}\n  alone: npx mocha ${file}\n`);
  }

  #printFile(file: string, { passed, failed, skipped }: FileResult, milliseconds: number): void {
    this.#ended++;
    if (file === '') return;
    const name = shorten(file);
    this.#seconds.set(name, milliseconds / 1000);
    const counts = [
      `${passed} passed`,
      ...(failed > 0 ? [`${failed} FAILED`] : []),
      ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ];
    print(
      `[${this.#ended}/${this.#files}, ${this.#elapsed()} s] ${sourceOf(name)}: ${counts.join(', ')} (${(milliseconds / 1000).toFixed(1)} s)`,
    );
  }

  #printEnd(): void {
    const slowest = [...this.#seconds].sort(([, a], [, b]) => b - a).slice(0, 5);
    print(
      `\nslowest: ${slowest.map(([name, seconds]) => `${sourceOf(name)} ${seconds.toFixed(0)} s`).join(', ')}`,
    );
    for (const file of this.#failedFiles) print(`failed in ${sourceOf(file)}; alone: npx mocha ${file}`);
    if (this.#absent.size > 0) {
      const parts = [...this.#absent].map(([absent, tests]) => `${absent} (tests: ${tests})`);
      print(`left out without: ${parts.join(', ')}`);
    }
    const { passed, failed, skipped } = this.#all;
    print(`in ${this.#elapsed()} s`);
    print(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  }

  #elapsed(): string {
    return ((performance.now() - this.#began) / 1000).toFixed(0);
  }
}

const shorten = (file = '(no file)'): string => relative(projectRoot, file);

const sourceOf = (file: string): string => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

const indent = (text: string): string => text.replace(/^/gm, '  ');

/** The stack, and what was expected beside what was found: Mocha's workers make texts of both where it shows a difference. */
function describe(error: Error): string {
  const base = error.stack ?? String(error);
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  return typeof expected === 'string' && typeof actual === 'string' && actual !== expected
    ? `${base}\n${Mocha.reporters.Base.generateDiff(actual, expected)}`
    : base;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
