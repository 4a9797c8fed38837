#!/bin/sh
# In place of curl, for health checks in a stand-in: curl -fsS [-u USER:PASSWORD] URL
exec node -e '
  const at = process.argv.indexOf("-u");
  const user = at === -1 ? undefined : process.argv[at + 1];
  const headers = user ? { authorization: "Basic " + Buffer.from(user).toString("base64") } : {};
  fetch(process.argv.at(-1), { headers }).then((r) => process.exit(r.ok ? 0 : 22), () => process.exit(7));
' -- "$@"
