// What `node --test` tells, as one line a test, plus COUNT lines that tools/run-tests.mjs adds up.
export default async function* report(events) {
  for await (const { type, data } of events) {
    const is_test = data?.details?.type !== 'suite';
    if (type === 'test:pass' && is_test && !/\.mjs$/.test(data.name)) {
      if (data.skip !== undefined) yield `skipped  ${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}\nCOUNT skip\n`;
      else yield `passed   ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)\nCOUNT pass\n`;
    }
    if (type === 'test:fail' && is_test && data.details.error?.failureType !== 'subtestsFailed') {
      const why = data.details.error?.cause ?? data.details.error;
      yield `FAILED   ${data.name} (${data.file ?? ''})\n${why?.stack ?? why}\nCOUNT fail\n`;
    }
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
  }
}
