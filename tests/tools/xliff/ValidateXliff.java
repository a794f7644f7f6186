import java.io.File;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;
import net.sf.okapi.lib.xliff2.reader.XLIFFReaderException;

/** Validates XLIFF 2 files against the OASIS schema and the constraints of the specification. */
public final class ValidateXliff {
    public static void main(String[] files) {
        int errors = 0;
        for (String file : files) {
            try {
                XLIFFReader.validate(new File(file));
            } catch (XLIFFReaderException error) {
                errors++;
                System.out.println(file + ": " + error.getMessage());
            }
        }
        System.out.println(files.length + " files, " + errors + " errors");
        System.exit(errors == 0 && files.length > 0 ? 0 : 1);
    }
}
