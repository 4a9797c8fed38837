import { defaultIndexPrefix } from '../config/elasticsearch-config.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';

/**
 * The names of everything that Marquee has in a cluster; no other place builds them. All begin with a prefix, so that a
 * cluster can be shared with other applications, and with another Marquee.
 */
export class IndexNames {
  /** The lock and the history of runs. */
  readonly lock: string;
  readonly loads: string;
  /** The indices of all editions, as patterns; they may match other indices too. */
  readonly patterns: readonly string[];
  readonly aliases: readonly string[];
  readonly #own: string;
  readonly #index: RegExp;

  /** @param prefix - empty for the names of editions before 0.2, which had none; the lock and the history had */
  constructor(readonly prefix: string = defaultIndexPrefix) {
    this.#own = prefix || defaultIndexPrefix;
    this.lock = `${this.#own}lock`;
    this.loads = `${this.#own}loads`;
    this.aliases = documentTypes.map((type) => this.alias(type));
    this.patterns = this.aliases.map((alias) => `${alias}-*`);
    this.#index = new RegExp(`^${escapeDots(prefix)}(?:${documentTypes.join('|')})-(\\d{14})$`);
  }

  /** `marquee-movies`: where readers find the documents of the live edition. */
  alias(type: DocumentType): string {
    return this.prefix + type;
  }

  /** `marquee-movies-20261101063000`: the index of one document type in one edition. */
  index(type: DocumentType, edition: EditionId): string {
    return `${this.alias(type)}-${edition}`;
  }

  /** Returns the edition that an index belongs to; undefined for an index that is not Marquee's. */
  editionOf(index: string): EditionId | undefined {
    return this.#index.exec(index)?.[1];
  }

  /** `marquee-fence-7`: the alias that shows which owner of the lock may publish. */
  fence(owner: number): string {
    return `${this.#own}fence-${owner}`;
  }

  /** Returns the number of the owner whose fence an alias is. */
  ownerOf(alias: string): number | undefined {
    const begin = `${this.#own}fence-`;
    return alias.startsWith(begin) ? Number(alias.slice(begin.length)) : undefined;
  }

  /** `marquee-companies`: the id of a saved object in Kibana. Ids differ where the histories of runs do. */
  savedObject(name: string): string {
    return this.#own + name;
  }

  /** What titles say to tell a Marquee from another: ` (staging-)`; empty for the default prefix. */
  get label(): string {
    return this.#own === defaultIndexPrefix ? '' : ` (${this.prefix})`;
  }

  /** `marquee-20261101063000`: the snapshot of an edition. */
  snapshot(edition: EditionId): string {
    return this.#own + edition;
  }

  /** Returns the edition whose snapshot has this name. */
  editionOfSnapshot(name: string): EditionId | undefined {
    const edition = name.startsWith(this.#own) ? name.slice(this.#own.length) : '';
    return /^\d{14}$/.test(edition) ? edition : undefined;
  }
}

/** A prefix has no other character with a meaning in a regular expression. */
const escapeDots = (text: string): string => text.replaceAll('.', '\\.');
