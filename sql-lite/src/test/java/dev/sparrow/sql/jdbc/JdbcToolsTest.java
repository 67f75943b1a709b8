/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import schemacrawler.crawl.SchemaCrawler;
import schemacrawler.schema.Column;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaRetrievalOptionsBuilder;

import us.fatehi.utility.datasource.DatabaseConnectionSources;

import java.util.List;
import java.util.logging.LogManager;

/// What others have written for JDBC works: a pool, a template, and a tool that looks at all there is.
class JdbcToolsTest {
    private static HikariDataSource pool;

    @BeforeAll
    static void open() {
        LogManager.getLogManager().reset(); // SchemaCrawler tells all that it does
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:sparrow:?master=local[1]");
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        new JdbcTemplate(pool).execute("create or replace table cities (name text, people bigint)");
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void springsTemplate_insertsAndAsks() {
        var template = new JdbcTemplate(pool);
        template.batchUpdate(
                "insert into cities values (?, ?)",
                List.of(new Object[] {"Oslo", 700_000L}, new Object[] {"Rome", 2_800_000L}));

        assertThat(template.queryForObject("select count(*) from cities", Long.class)).isEqualTo(2);
        assertThat(template.queryForList("select name from cities where people > ?", String.class, 1_000_000))
                .containsExactly("Rome");
        assertThat(template.queryForMap("select * from cities where name = 'Oslo'")).containsEntry("people", 700_000L);
    }

    @Test
    void schemaCrawler_findsTablesAndColumns() {
        var source = DatabaseConnectionSources.fromDataSource(pool);

        var retrieval = SchemaRetrievalOptionsBuilder.newSchemaRetrievalOptions();
        var options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions();

        var catalog = new SchemaCrawler(source, retrieval, options).crawl();

        var table = catalog.getTables().iterator().next();
        assertThat(table.getName()).isEqualTo("cities");
        assertThat(table.getColumns().stream().map(Column::getName)).containsExactly("name", "people");
    }
}
