/**
 * Google Sheets: Extensions > Apps Script, paste this file. Under Project Settings > Script Properties set HOST (an address
 * that Google's servers can reach, so not 127.0.0.1) and TOKEN. Then write in a cell, for example:
 *
 *   =MARQUEE("companies/5/summary-by-year?from=2005&to=2014")
 *
 * @param {string} question a path below /v1/
 * @returns {(string|number)[][]} the answer as rows, the names of the columns first
 * @customfunction
 */
function MARQUEE(question) {
  const { HOST, TOKEN } = PropertiesService.getScriptProperties().getProperties();
  const separator = question.includes('?') ? '&' : '?';
  const reply = UrlFetchApp.fetch(`${HOST}/v1/${question}${separator}format=csv`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
    muteHttpExceptions: true,
  });
  if (reply.getResponseCode() !== 200) throw new Error(reply.getContentText());
  const [head, ...rows] = Utilities.parseCsv(reply.getContentText());
  const isNumber = (cell) => cell !== '' && Number.isFinite(Number(cell));
  return [head, ...rows.map((row) => row.map((cell) => (isNumber(cell) ? Number(cell) : cell)))];
}
