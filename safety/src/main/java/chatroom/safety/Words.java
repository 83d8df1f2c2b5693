package chatroom.safety;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text as words that spelling hardly changes: no case, marks or apostrophes, and no letter twice
/// in a row ("DONT", "don’t", "donnnt").
final class Words {

    private static final int MOST = 1_000;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´ʼ]");
    private static final Pattern REPEATED = Pattern.compile("(\\p{L})\\1+");
    private static final Pattern PIECE = Pattern.compile("[\\p{L}\\p{N}]+|[.!?;\\n]");

    /// @param first whether it begins a sentence
    /// @param last whether it ends one
    private record Word(String text, boolean first, boolean last) {}

    private final List<Word> words;

    private Words(List<Word> words) {
        this.words = words;
    }

    /// The first thousand words of a text.
    static Words of(String text) {
        var words = new ArrayList<Word>();
        boolean first = true;
        Matcher piece = PIECE.matcher(normal(text));
        while (piece.find() && words.size() < MOST) {
            String found = piece.group();
            boolean ends = found.length() == 1 && ".!?;\n".contains(found);
            if (!ends) {
                words.add(new Word(found, first, false));
                first = false;
            } else if (!first) {
                endSentence(words);
                first = true;
            }
        }
        if (!words.isEmpty()) {
            endSentence(words);
        }
        return new Words(words);
    }

    private static void endSentence(List<Word> words) {
        Word last = words.removeLast();
        words.add(new Word(last.text(), last.first(), true));
    }

    /// The form in which words are compared.
    static String normal(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replace("ß", "ss")
                        .replace("œ", "oe")
                        .replace("æ", "ae");
        plain = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
        plain = APOSTROPHES.matcher(plain).replaceAll("");
        return REPEATED.matcher(plain).replaceAll("$1");
    }

    int count() {
        return words.size();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    String at(int place) {
        return words.get(place).text();
    }

    boolean beginsSentence(int place) {
        return place < words.size() && words.get(place).first();
    }

    boolean endsSentence(int place) {
        return place >= 0 && words.get(place).last();
    }
}
