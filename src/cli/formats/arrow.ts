import { open as openFile } from 'node:fs/promises';
import {
  AsyncByteQueue,
  type AsyncRecordBatchFileReader,
  type AsyncRecordBatchStreamReader,
  DataType,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchReader,
  Schema,
  Struct,
} from 'apache-arrow';
import type { OutputFile } from '../results/output.ts';
import { BlockWriter } from './blocks.ts';
import type { Block, ColumnKind, Provenance, TableFormat } from './format.ts';

/** The file format of Apache Arrow (Feather, version 2), a record batch for each block. */
export const arrow: TableFormat = {
  name: 'arrow',

  begin(file, kinds, provenance) {
    const schema = schemaOf(kinds, provenance);
    const writer = new RecordBatchFileWriter();
    writer.reset(new FileBytes(file), schema);
    return new BlockWriter(
      kinds,
      (block) => writer.write(batchOf(schema, block)),
      () => void writer.finish(),
    );
  },

  async open(path) {
    const reader = await RecordBatchReader.from(await openFile(path));
    await reader.open();
    return { kinds: kindsIn(reader.schema), blocks: () => blocksOf(reader) };
  },
};

/** Hands on what is written as it comes. */
class FileBytes extends AsyncByteQueue {
  constructor(private readonly file: OutputFile) {
    super();
  }

  override write(bytes: Uint8Array): void {
    this.file.write(bytes);
  }
}

const UNIT = 'unit';

const schemaOf = (kinds: readonly ColumnKind[], provenance: Provenance): Schema =>
  new Schema(
    kinds.map(({ name, unit, type }) => {
      const isCount = type === 'int32';
      return new Field(name, isCount ? new Int32() : new Float64(), !isCount, new Map([[UNIT, unit]]));
    }),
    new Map(Object.entries(provenance)),
  );

const kindsIn = ({ fields }: Schema): ColumnKind[] =>
  fields.map(({ name, type, metadata }) => ({
    name,
    unit: metadata.get(UNIT) ?? '1',
    type: DataType.isInt(type) ? 'int32' : 'float64',
  }));

function batchOf(schema: Schema, { rows, columns }: Block): RecordBatch {
  const children = columns.map((data) =>
    data instanceof Int32Array
      ? makeData({ type: new Int32(), length: rows, data })
      : makeData({ type: new Float64(), length: rows, data, ...nullsIn(data) }),
  );
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length: rows, nullCount: 0, children }));
}

/** Which numbers are there, a bit for each. */
function nullsIn(values: Float64Array): { nullCount: number; nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (let row = 0; row < values.length; row++)
    if (Number.isNaN(values[row])) nullCount++;
    else nullBitmap[row >> 3]! |= 1 << (row & 7);
  return { nullCount, nullBitmap };
}

type Reader = AsyncRecordBatchFileReader | AsyncRecordBatchStreamReader;

async function* blocksOf(reader: Reader): AsyncGenerator<Block, undefined> {
  try {
    for await (const batch of reader) {
      const columns = batch.schema.fields.map((_, i) => {
        const values = batch.getChildAt(i)!;
        return Float64Array.from({ length: batch.numRows }, (_, row) => values.get(row) ?? Number.NaN);
      });
      if (batch.numRows > 0) yield { rows: batch.numRows, columns };
    }
  } finally {
    await reader.cancel();
  }
}
