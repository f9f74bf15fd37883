import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  type SchemaElement,
} from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { OutputFile } from '../results/output.ts';
import { BlockWriter, ROWS } from './blocks.ts';
import type { Block, ColumnKind, Numbers, TableFormat } from './format.ts';

/** Name of the entry with the units of columns as JSON: Parquet has no place for them at the columns that readers would show. */
const UNITS = 'loligo.units';

/** Apache Parquet, a row group for each block. */
export const parquet: TableFormat = {
  name: 'parquet',

  begin(file, kinds, provenance) {
    const units = Object.fromEntries(kinds.map(({ name, unit }) => [name, unit]));
    const entries = Object.entries({ ...provenance, [UNITS]: JSON.stringify(units) });
    const writer = new ParquetWriter({
      writer: new FileBytes(file),
      schema: [{ name: 'table', num_children: kinds.length }, ...kinds.map(elementOf)],
      kvMetadata: entries.map(([key, value]) => ({ key, value })),
      createdBy: 'Loligo',
    });
    const append = ({ columns }: Block) => {
      const columnData = columns.map((values, i) => ({ name: kinds[i]!.name, data: withNulls(values) }));
      writer.write({ columnData, rowGroupSize: ROWS });
    };
    return new BlockWriter(kinds, append, () => writer.finish());
  },

  async open(path) {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    return { kinds: kindsIn(metadata), blocks: () => blocksOf(file, metadata) };
  },
};

/** Hands on what has gathered after every row group. */
class FileBytes extends ByteWriter {
  constructor(private readonly file: OutputFile) {
    super();
  }

  flush(): void {
    this.file.write(this.getBytes());
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

const elementOf = ({ name, type }: ColumnKind): SchemaElement =>
  type === 'int32'
    ? { name, type: 'INT32', repetition_type: 'REQUIRED' }
    : { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' };

const withNulls = (values: Numbers): Int32Array | (number | null)[] =>
  values instanceof Int32Array ? values : Array.from(values, (one) => (Number.isNaN(one) ? null : one));

function kindsIn({ schema, key_value_metadata = [] }: FileMetaData): ColumnKind[] {
  const units = JSON.parse(key_value_metadata.find(({ key }) => key === UNITS)?.value ?? '{}');
  return schema.slice(1).map(({ name, type }) => ({
    name,
    unit: units[name] ?? '1',
    type: type === 'INT32' ? 'int32' : 'float64',
  }));
}

async function* blocksOf(
  file: Awaited<ReturnType<typeof asyncBufferFromFile>>,
  metadata: FileMetaData,
): AsyncGenerator<Block, undefined> {
  const names = metadata.schema.slice(1).map(({ name }) => name);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const columns = names.map(() => new Float64Array(rowEnd - rowStart));
    await parquetRead({
      file,
      metadata,
      rowStart,
      rowEnd,
      onChunk: ({ columnName, columnData, rowStart: begin }) => {
        const target = columns[names.indexOf(columnName)]!;
        for (let i = 0; i < columnData.length; i++)
          target[begin - rowStart + i] = columnData[i] ?? Number.NaN;
      },
    });
    yield { rows: rowEnd - rowStart, columns };
    rowStart = rowEnd;
  }
}
