package io.wavetank.workload.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases for tests, written by SQLite itself. */
final class Written {
    /** The tables of Azure's trace for packing, with rows that hold its traps. */
    static final String[] PACKING = {
        "CREATE TABLE vmType (id INTEGER, vmTypeId INTEGER, machineId INTEGER, core REAL, memory REAL, hdd REAL, ssd REAL, nic REAL)",
        "CREATE TABLE vm (vmId INTEGER, tenantId INTEGER, vmTypeId INTEGER, priority INTEGER, starttime REAL, endtime REAL)",
        "INSERT INTO vmType VALUES (1, 10, 0, 0.5, 0.25, NULL, 0.1, 0), (2, 10, 3, 0.25, 0.125, 0, NULL, 0),"
                + " (3, 11, 3, 0.125, 0.0625, NULL, NULL, NULL), (4, 12, 0, 1, 1, 0, 0, 0), (5, 13, 3, 1, 1, 0, 0, 0)",
        "INSERT INTO vm VALUES (0, 7, 10, 0, -1.5, 2.0), (1, 7, 11, 1, 0.25, NULL), (2, 8, 12, 0, 0.5, 1),"
                + " (3, 9, 10, 1, 13.99, 13.99), (4, 9, 10, 1, -3, -2), (5, 9, 11, 0, 0.000694444444444444, 0.00138888888888889)"
    };

    private Written() {}

    static Path file(Path file, String... statements) {
        try {
            Files.deleteIfExists(file);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
