import { editionName } from './format.js';
import { changedLink } from './route.js';

/** Tells that a new edition is live, or that an older one is shown. */
export function Notices({
  edition,
  compared,
  offeredOver,
  accept,
}: {
  /** The edition chosen in the address. */
  edition: string | null;
  /** The edition in the address whose figures are compared. */
  compared: string | null;
  /** The edition shown while another is live. */
  offeredOver: string | undefined;
  accept: () => void;
}) {
  return (
    <div id="notices" role="status" aria-live="polite">
      {edition !== null && (
        <div class="notice" data-notice="older">
          <span>You are looking at the edition {editionName(edition)}, chosen by its address.</span>
          <a href={changedLink({ edition: undefined })}>Show the newest</a>
        </div>
      )}
      {compared !== null && (
        <div class="notice" data-notice="compared">
          <span>Changes against the edition {editionName(compared)} stand beside the figures.</span>
          <a href={changedLink({ compare: undefined })}>Stop comparing</a>
        </div>
      )}
      {edition === null && offeredOver !== undefined && (
        <div class="notice" data-notice="edition">
          <span>A new edition has been published. You are looking at {editionName(offeredOver)}.</span>
          <button type="button" class="primary" onClick={accept}>
            Show the new edition
          </button>
        </div>
      )}
    </div>
  );
}
