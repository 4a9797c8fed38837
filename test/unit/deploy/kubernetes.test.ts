import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { CronJob } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../../src/config/project-root.js';
import { secretVariables } from '../../../src/config/secret-files.js';
import { configVariables } from '../../support/config-variables.js';

const kinds = {
  Deployment,
  Service,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
  CronJob,
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
type Manifest = { kind: string; metadata: { name: string }; spec: any };

const folder = join(projectRoot, 'deploy', 'kubernetes');
const manifests = readdirSync(folder).flatMap((file) =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS() as Manifest),
);
const find = (kind: string, name: string): Manifest =>
  manifests.find((one) => one.kind === kind && one.metadata.name === name) as Manifest;
const pods: Pod[] = [
  find('Deployment', 'marquee-api').spec.template,
  find('CronJob', 'marquee-reload').spec.jobTemplate.spec.template,
];

const validate = (manifest: Manifest): void => {
  const Kind = kinds[manifest.kind];
  if (Kind === undefined) throw new Error(`no schema for ${manifest.kind}`);
  new Kind(manifest).validate();
};

describe('the manifests for Kubernetes', () => {
  for (const manifest of manifests) {
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
        for (const { name } of env) expect([...known], name).to.include(name.replace(/_FILE$/, ''));
      }
  });

  it('select the right pods', () => {
    const [api, reload] = pods.map(({ metadata }) => metadata.labels);
    expect(find('Service', 'marquee-api').spec.selector).to.deep.equal(api);
    expect(find('PodDisruptionBudget', 'marquee-api').spec.selector.matchLabels).to.deep.equal(api);
    expect(find('NetworkPolicy', 'marquee-api').spec.podSelector.matchLabels).to.deep.equal(api);
    expect(find('NetworkPolicy', 'marquee-reload').spec.podSelector.matchLabels).to.deep.equal(reload);
  });
});
