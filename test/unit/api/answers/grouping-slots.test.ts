import { expect } from 'chai';
import { GroupingSlots } from '../../../../src/api/answers/grouping-slots.js';
import { Problem } from '../../../../src/api/problems/problem.js';

/** Work that ends when it is told to. */
function openWork() {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    running++;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
  };
  return { work, ends, most: () => most };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('groupings of many groups', () => {
  it('take turns: two at once, the others in their order, each once', async () => {
    const slots = new GroupingSlots(60_000);
    const { work, ends, most } = openWork();
    const done: number[] = [];
    const all = Promise.all(Array.from({ length: 20 }, (_, at) => slots.run(work).then(() => done.push(at))));
    while (done.length < 20) {
      await settled();
      ends.shift()?.();
    }
    await all;
    expect(most()).to.equal(2);
    expect(done).to.deep.equal(Array.from({ length: 20 }, (_, at) => at));
  });

  it('get 429 with Retry-After when too many wait', async () => {
    const slots = new GroupingSlots(60_000);
    const { work, ends } = openWork();
    const taken = Array.from({ length: 2 + 32 }, () => slots.run(work));
    const error = await slots.run(work).catch((error: unknown) => error);
    expect(error).to.be.instanceOf(Problem);
    expect((error as Problem).status).to.equal(429);
    expect((error as Problem).more.headers).to.have.property('Retry-After');
    let left = taken.length;
    for (const one of taken) void one.then(() => left--);
    while (left > 0) {
      await settled();
      ends.shift()?.();
    }
  });

  it('leave the queue when they are cancelled, and free their places', async () => {
    const slots = new GroupingSlots(60_000);
    const { work, ends } = openWork();
    const running = Array.from({ length: 2 }, () => slots.run(work));
    const controllers = Array.from({ length: 32 }, () => new AbortController());
    const waiting = controllers.map(({ signal }) => slots.run(work, signal).catch(() => 'cancelled'));
    for (const controller of controllers) controller.abort();
    expect(new Set(await Promise.all(waiting))).to.deep.equal(new Set(['cancelled']));
    const next = slots.run(async () => 'done');
    for (const end of ends) end();
    expect(await next).to.equal('done');
    await Promise.all(running);
  });

  it('get 429 when their turn does not come in time, and free places all the same', async () => {
    const slots = new GroupingSlots(1);
    const { work, ends } = openWork();
    const running = Array.from({ length: 2 }, () => slots.run(work));
    const error = await slots.run(work).catch((error: unknown) => error);
    expect(error).to.include({ kind: 'too-many-groupings' });
    for (const end of ends) end();
    await Promise.all(running);
    expect(await slots.run(async () => 'done')).to.equal('done');
  });

  it('go on after work that fails', async () => {
    const slots = new GroupingSlots(60_000);
    const failing = () => Promise.reject(new Error('no'));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => slots.run(failing)));
    expect(results.every(({ status }) => status === 'rejected')).to.equal(true);
    expect(await slots.run(async () => 'done')).to.equal('done');
  });
});
