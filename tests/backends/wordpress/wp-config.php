<?php
// What WordPress is told of this site, by the environment; the installed one's own settings are left alone.

define( 'ABSPATH', rtrim( getenv( 'WORDPRESS_FOLDER' ), '/' ) . '/' );
define( 'WP_HOME', getenv( 'WORDPRESS_ADDRESS' ) );
define( 'WP_SITEURL', WP_HOME );
define( 'WP_CONTENT_DIR', getenv( 'WORDPRESS_CONTENT' ) );
define( 'WPMU_PLUGIN_DIR', __DIR__ . '/mu-plugins' );

define( 'DB_HOST', getenv( 'MYSQL_HOST' ) . ':' . getenv( 'MYSQL_PORT' ) );
define( 'DB_NAME', getenv( 'MYSQL_DB' ) );
define( 'DB_USER', getenv( 'MYSQL_USER' ) );
define( 'DB_PASSWORD', getenv( 'MYSQL_PASSWORD' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
$table_prefix = 'wp_';

foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', $name . ' key of the tests' );
	define( $name . '_SALT', $name . ' salt of the tests' );
}

// It asks nobody for anything.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );

require_once ABSPATH . 'wp-settings.php';
