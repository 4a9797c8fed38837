import { expect } from 'chai';
import { version } from '../../src/config/version.js';
import { describeContainers, image, run } from './engine.js';

describeContainers('the image', ({ program }) => {
  const marquee = (...args: string[]) =>
    run(program, ['run', '--rm', '--no-healthcheck', '--read-only', '--cap-drop', 'ALL', ...args]);
  const inspect = async () => JSON.parse(await run(program, ['image', 'inspect', image]))[0];

  it('is smaller than 250 MB, and says its version', async () => {
    const { Size, Config } = await inspect();
    expect(Size).to.be.lessThan(250_000_000);
    expect(Config.Labels).to.include({ 'org.opencontainers.image.version': version });
    expect(await marquee(image, '--version')).to.equal(version);
  });

  it('has Node 24, and neither npm nor a compiler', async () => {
    const look = 'node --version; command -v npm npx yarn corepack cc make tsc; ls node_modules/typescript';
    const out = await run(program, ['run', '--rm', '--entrypoint', 'sh', image, '-c', `${look}; true`]);
    expect(out).to.match(/^v24\.[\d.]+$/);
  });

  it('has a health check, which asks the API itself', async () => {
    const { Healthcheck, Config } = await inspect();
    expect(JSON.stringify(Healthcheck ?? Config.Healthcheck)).to.include('/livez');
  });

  it('runs as user 1000 without capabilities on a file system that it cannot write, and writes into a new volume', async () => {
    const volume = `marquee-test-${process.pid}`;
    const data = ['--volume', `${volume}:/data`];
    try {
      const id = ['--entrypoint', 'sh', image, '-c', 'id -u; id -g; touch /marquee/x 2>&1 | tail -1'];
      expect(await marquee(...data, ...id)).to.match(/^1000\n1000\n.*Read-only/);
      await marquee(...data, image, 'sample', '--movies', '300', '--out', '/data/sample');
      const out = await marquee(
        ...data,
        image,
        'transform',
        '--input',
        '/data/sample',
        '--out',
        '/data/hydration',
      );
      expect(out).to.include('/data/hydration');
    } finally {
      await run(program, ['volume', 'rm', '--force', volume]);
    }
  });
});
