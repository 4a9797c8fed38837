// The client is generated: npx swagger-typescript-api generate --path http://127.0.0.1:3000/openapi-flat.json --name client.ts
import { Api } from './client.js';

const marquee = new Api({
  baseUrl: 'http://127.0.0.1:3000',
  baseApiParams: { headers: { Authorization: `Bearer ${process.env.TOKEN}` } },
});
const { data: answer } = await marquee.v1.companiesIdProfitByYear(5, { from: 2013, to: 2015 });
for (const { year, profit } of answer.data) console.log(year, profit.sum, `known of ${profit.known}`);
