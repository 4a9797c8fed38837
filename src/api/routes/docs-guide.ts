/** The guide that stands before the operations on `/docs`: what holds for all of them. */
export const docsGuide = `<section class="guide">
<h1>Marquee API</h1>
<p>Analytics and search over The Movies Dataset. The description for programs is <a href="/openapi.json">/openapi.json</a> (and <a href="/openapi-flat.json">/openapi-flat.json</a>, with all parameters one by one, for generators of clients); <a href="/">the page</a> shows what it can do.</p>
<h2>Token and first call</h2>
<p>Every path below <code>/v1</code> needs a token: <code>marquee token</code> prints one, <em>Authorize</em> below takes it.</p>
<pre>curl -H "Authorization: Bearer $TOKEN" "http://127.0.0.1:3000/v1/movies/aggregate?group=genre&amp;measures=releases,revenue&amp;sort=-revenue"</pre>
<p><code>/v1/schema</code> lists dimensions, measures and filters. The same filters have the same meaning in every question: <code>genre=18,35</code> any of them, <code>genre.all=18,35</code> all of them, <code>genre.not=27</code> none of them.</p>
<h2>Coverage</h2>
<p>Not every figure is known. Each stands beside <code>known</code>, the number of movies that it covers; without any it is null, never 0. <code>meta.excluded</code> counts the movies that were left out, <code>meta.definitions</code> says what each measure means, and <code>links.movies</code> of a row lists the movies behind it, which add up to its figures.</p>
<h2>Pages</h2>
<p><code>limit</code> and <code>offset</code> reach the first 10,000 rows; <code>links.next</code> (or <code>cursor</code> with <code>meta.next</code>) reaches every row once, in the same edition, even when another is published meanwhile. <code>limit=all</code> streams all rows as CSV or NDJSON. <code>select=id,title</code> returns these members alone.</p>
<h2>Forms</h2>
<p>JSON, CSV and NDJSON, by <code>format</code> or the header <code>Accept</code>. The columns of CSV are the paths of JSON: <code>revenue.sum</code>; <code>bom=1</code> is for Excel. In CSV and NDJSON <code>meta</code> stands in the header <code>Marquee-Meta</code>.</p>
<h2>Caching</h2>
<p>Every answer has a strong <code>ETag</code>: send it back as <code>If-None-Match</code>, and an answer that has not changed is a 304. Answers change when an edition is published; <code>edition</code> pins one that is kept, and <code>compare</code> sets the figures of another beside those of each row, with the change.</p>
<h2>Errors</h2>
<p>Errors are problem details (RFC 9457): <code>type</code> leads to an explanation, <code>errors</code> names each invalid parameter, what is allowed and what was probably meant. 429 and 503 have <code>Retry-After</code>.</p>
</section>
`;
