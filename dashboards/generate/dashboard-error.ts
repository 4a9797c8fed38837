/** A description of dashboards cannot be used; the message names its file, the place in it, and what is allowed. */
export class DashboardError extends Error {
  override readonly name = 'DashboardError';
}
