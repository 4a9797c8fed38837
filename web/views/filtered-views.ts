/** The views that show years and dollars as their filters. */
const filtered = /^\/($|companies|genres|popular|rankings|explore|compare|countries)/;

/** Whether a view shows the filters of years and dollars, so that they may be kept on the way to it. */
export const showsFilters = (path: string): boolean => filtered.test(path);

/** Whether a view sets the changes against another edition beside its figures. */
export const showsChanges = (path: string): boolean => showsFilters(path) && !path.startsWith('/compare');
