package io.wavetank.workload.parquet;

/** The different values of a column in a group of rows, to which its pages point. */
final class Dictionary {
    /** Of a column without one. */
    static final Dictionary NONE = new Dictionary(new long[0], new String[0], 0);

    private final long[] bits;
    private final String[] texts;
    private final int size;

    private Dictionary(long[] bits, String[] texts, int size) {
        this.bits = bits;
        this.texts = texts;
        this.size = size;
    }

    static Dictionary read(Leaf leaf, byte[] bytes, int end, int count) {
        if (count > end || leaf.type() == Leaf.Type.BOOLEAN) {
            throw new Corrupt("a dictionary of " + count + " values in " + end + " bytes");
        }
        long[] bits = new long[leaf.asText() ? 0 : count];
        String[] texts = new String[leaf.asText() ? count : 0];
        var values = new Values.Plain(leaf, bytes, 0, end);
        for (int i = 0; i < count; i++) {
            values.next();
            if (leaf.asText()) {
                texts[i] = values.text;
            } else {
                bits[i] = values.bits;
            }
        }
        return new Dictionary(bits, texts, count);
    }

    /** Values as places in a dictionary. */
    static final class Places extends Values {
        private final Dictionary dictionary;
        private final Runs places;

        Places(Dictionary dictionary, byte[] bytes, int at, int end) {
            if (at >= end) {
                throw new Corrupt("places in a dictionary that are cut off");
            }
            this.dictionary = dictionary;
            this.places = new Runs(bytes, at + 1, end - at - 1, bytes[at] & 0xFF);
        }

        @Override
        void next() {
            int place = places.next();
            if (place < 0 || place >= dictionary.size) {
                throw new Corrupt("place " + place + " in a dictionary of " + dictionary.size);
            }
            if (dictionary.texts.length > 0) {
                text = dictionary.texts[place];
            } else {
                bits = dictionary.bits[place];
            }
        }
    }
}
