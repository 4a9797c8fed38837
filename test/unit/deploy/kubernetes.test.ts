import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { CronJob, Job } from 'kubernetes-models/batch/v1';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, PersistentVolumeClaim, Service } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../../src/config/project-root.js';
import { secretVariables } from '../../../src/config/secret-files.js';
import { version } from '../../../src/config/version.js';
import { configVariables } from '../../support/config-variables.js';
import { isInstalled, titleWithout } from '../../support/optional.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const kinds = {
  Deployment,
  Service,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
  CronJob,
  Job,
  ConfigMap,
  PersistentVolumeClaim,
  Ingress,
  NetworkPolicy,
} as unknown as Record<string, new (manifest: object) => { validate(): void }>;

type Container = {
  name: string;
  env: { name: string; value?: string }[];
  volumeMounts: { name: string; mountPath: string }[];
  securityContext: object;
};
type Pod = {
  metadata: { labels: Record<string, string> };
  spec: { containers: Container[]; volumes: { name: string }[]; securityContext: object };
};
// biome-ignore lint/suspicious/noExplicitAny: manifests of every kind; their schemas are what is tested
type Manifest = { kind: string; metadata: { name: string; labels?: object }; spec: any };

/** The label of the part that a pod is. */
const component = 'app.kubernetes.io/component';

const folder = join(projectRoot, 'deploy', 'kubernetes');
const read = (text: string): Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);
/** Every manifest as it stands in its file, without what only tells kustomize what to do. */
const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml') && !file.endsWith('kustomization.yaml'))
  .flatMap((file) => read(readFileSync(join(folder, file), 'utf8')));
const find = (kind: string, name: string): Manifest =>
  manifests.find((one) => one.kind === kind && one.metadata.name === name) as Manifest;
const pods: Pod[] = [
  find('Deployment', 'marquee-api').spec.template,
  find('CronJob', 'marquee-reload').spec.jobTemplate.spec.template,
  find('CronJob', 'marquee-backup').spec.jobTemplate.spec.template,
  find('Job', 'marquee-first-load').spec.template,
];
/** Its schema is the Prometheus Operator's. */
const schemaless = ['ServiceMonitor'];

const validate = (manifest: Manifest): void => {
  const Kind = kinds[manifest.kind];
  if (Kind === undefined) throw new Error(`no schema for ${manifest.kind}`);
  new Kind(manifest).validate();
};

describe('the manifests for Kubernetes', () => {
  const folderOfStubs = temporaryFolder();

  for (const manifest of manifests.filter(({ kind }) => !schemaless.includes(kind))) {
    it(`have a ${manifest.kind} ${manifest.metadata.name} that its published schema accepts`, () => {
      validate(manifest);
    });
  }

  it('are rejected by it if a field has the wrong type', () => {
    const broken = structuredClone(find('Deployment', 'marquee-api'));
    broken.spec.replicas = 'three';
    expect(() => validate(broken)).to.throw(/replicas/);
  });

  it('run without root, capabilities or a writable file system', () => {
    for (const { spec } of pods) {
      expect(spec.securityContext).to.deep.include({ runAsNonRoot: true });
      for (const { securityContext } of spec.containers) {
        expect(securityContext).to.deep.equal({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    }
  });

  it('mount the volumes they have, and contain no secret', () => {
    for (const { spec } of pods) {
      const volumes = spec.volumes.map(({ name }) => name);
      for (const { volumeMounts, env } of spec.containers) {
        expect(volumeMounts.map(({ name }) => name).sort()).to.deep.equal([...volumes].sort());
        for (const { name, value } of env) {
          if ((secretVariables as readonly string[]).includes(name)) expect(value, name).to.equal(undefined);
        }
      }
    }
  });

  it('set only variables that Marquee reads', () => {
    const known = configVariables();
    for (const { spec } of pods)
      for (const { env } of spec.containers) {
        // The edition's is for `args`.
        for (const { name } of env.filter((one) => one.name !== 'EDITION_URL'))
          expect([...known], name).to.include(name.replace(/_FILE$/, ''));
      }
  });

  it('select the right pods', () => {
    const [api, reload, backup, firstLoad] = pods.map(({ metadata }) => metadata.labels);
    expect(firstLoad).to.deep.equal(reload);
    expect(find('Service', 'marquee-api').spec.selector).to.deep.equal(api);
    expect(find('PodDisruptionBudget', 'marquee-api').spec.selector.matchLabels).to.deep.equal(api);
    expect(find('NetworkPolicy', 'marquee-api').spec.podSelector.matchLabels).to.deep.equal(api);
    const jobs = find('NetworkPolicy', 'marquee-jobs').spec.podSelector.matchExpressions;
    for (const labels of [reload, backup]) {
      for (const { key, values } of jobs) expect(values).to.include(labels?.[key]);
    }
    const { labels } = find('Service', 'marquee-api').metadata;
    expect(find('ServiceMonitor', 'marquee-api').spec.selector.matchLabels).to.deep.equal(labels);
  });

  it('leave the number of servers to the autoscaler', () => {
    expect(find('Deployment', 'marquee-api').spec).to.not.have.property('replicas');
    expect(find('HorizontalPodAutoscaler', 'marquee-api').spec.minReplicas).to.equal(3);
  });

  it('serve metrics on a port that the ingress does not reach', () => {
    const { ports } = find('Service', 'marquee-api').spec;
    expect(ports.map(({ name }: { name: string }) => name)).to.deep.equal(['http', 'metrics']);
    const { ingress } = find('NetworkPolicy', 'marquee-api').spec;
    expect(ingress.map(({ ports: allowed }: { ports: object[] }) => allowed)).to.deep.equal([
      [{ port: 'http' }],
      [{ port: 'metrics' }],
    ]);
    const backends = JSON.stringify(find('Ingress', 'marquee-api').spec.rules);
    expect(backends).to.include('"name":"http"').and.not.include('metrics');
  });

  it('keep the reports of a load on a volume that outlives its pod', () => {
    for (const { spec } of pods.filter(({ metadata }) => metadata.labels[component] === 'reload')) {
      expect(spec.volumes).to.deep.include({
        name: 'data',
        persistentVolumeClaim: { claimName: 'marquee-data' },
      });
      expect(spec.containers[0]?.volumeMounts).to.deep.include({ name: 'data', mountPath: '/data' });
    }
    expect(find('PersistentVolumeClaim', 'marquee-data')).to.not.equal(undefined);
  });

  it('load first and each month by the same container', () => {
    const [, reload, , firstLoad] = pods;
    expect(firstLoad?.spec).to.deep.equal(reload?.spec);
  });

  it('need the secrets that the document creates, by their names and keys', () => {
    const document = readFileSync(join(projectRoot, 'docs', 'kubernetes.md'), 'utf8');
    const used = pods.flatMap(
      ({ spec }) => JSON.stringify(spec.volumes).match(/"secretName":"([\w-]+)"/g) ?? [],
    );
    const names = [...new Set(used.map((one) => one.split('"')[3]))];
    expect(names.sort()).to.deep.equal([
      'marquee-backup',
      'marquee-loader',
      'marquee-reader',
      'marquee-tokens',
    ]);
    expect(document).to.match(
      /for role in reader loader backup; do[\s\S]*secret generic "marquee-\$role" --from-literal=api-key=/,
    );
    expect(document).to.include('secret generic marquee-tokens --from-literal=secret=');
    expect(document).to.match(/configmap marquee-elasticsearch --from-literal=url=\S+ --from-file=ca.pem/);
  });

  it('get these secrets from the commands of the document', () => {
    const document = readFileSync(join(projectRoot, 'docs', 'kubernetes.md'), 'utf8');
    const [, commands = ''] = /```sh\n(kubectl create namespace[\s\S]*?)```/.exec(document) ?? [];
    const stub = (name: string, script: string) =>
      writeFileSync(join(folderOfStubs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    stub('kubectl', 'printf "%s\\n" "$*" >> "$CALLS"');
    // As Elasticsearch replies, to a body that must be JSON.
    stub(
      'curl',
      `for last; do :; done; echo "$last" | "${process.execPath}" -e 'JSON.parse(fs.readFileSync(0))' && echo '{"id":"1","name":"n","api_key":"k","encoded":"QUJDOmRlZg=="}'`,
    );
    const calls = join(folderOfStubs, 'calls');
    execFileSync('sh', ['-e', '-c', commands], {
      cwd: projectRoot,
      env: {
        PATH: `${folderOfStubs}:${process.env.PATH}`,
        CALLS: calls,
        ELASTICSEARCH_URL: 'https://es:9200',
        AUTH: '-u elastic:x',
      },
    });
    const made = readFileSync(calls, 'utf8').split('\n');
    for (const role of ['reader', 'loader', 'backup']) {
      expect(made).to.include(
        `-n marquee create secret generic marquee-${role} --from-literal=api-key=QUJDOmRlZg==`,
      );
    }
  });

  for (const overlay of ['first-load', 'overlays/example', 'overlays/elastic-cloud']) {
    const title = `are put together by kustomize: ${overlay}`;
    const hasKubectl = isInstalled('kustomize') || canKustomize();
    (hasKubectl ? it : it.skip)(hasKubectl ? title : titleWithout(title, 'kubectl'), function () {
      this.timeout(20_000);
      const [program, ...args] = isInstalled('kustomize') ? ['kustomize', 'build'] : ['kubectl', 'kustomize'];
      const built = read(
        execFileSync(program as string, [...args, join(folder, overlay)], { encoding: 'utf8' }),
      );
      expect(built.length).to.be.greaterThan(0);
      for (const manifest of built) {
        if (!schemaless.includes(manifest.kind)) validate(manifest);
        expect(manifest.metadata, manifest.kind).to.include({ namespace: 'marquee' });
      }
      const images = [...JSON.stringify(built).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image);
      expect([...new Set(images)]).to.deep.equal([`registry.example.org/marquee:${version}`]);
    });
  }
});

function canKustomize(): boolean {
  try {
    execFileSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
