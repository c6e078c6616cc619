<?php
// `php install.php POSTS`: installs the site into its empty database, with so many posts to comment on.

$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'REQUEST_URI' => '/' );
define( 'WP_INSTALLING', true );
require __DIR__ . '/wp-config.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'A site', 'edith', 'edith@mail.example', true, '', 'a password' );
wp_create_user( 'ben', 'a password', 'ben@mail.example' );
// By default what somebody writes for the first time waits for a moderator.
update_option( 'comment_previously_approved', 0 );
$wp_rewrite->set_permalink_structure( '/%postname%/' );
$wp_rewrite->flush_rules();

function insert_post( $name ) {
	global $wpdb;
	$now   = current_time( 'mysql', true );
	$texts = array_fill_keys( array( 'post_content', 'post_excerpt', 'to_ping', 'pinged', 'post_content_filtered' ), '' );
	$dates = array_fill_keys( array( 'post_date', 'post_date_gmt', 'post_modified', 'post_modified_gmt' ), $now );
	$wpdb->insert( $wpdb->posts, array( 'post_author' => 1, 'post_name' => $name, 'post_title' => $name ) + $texts + $dates );
	return $wpdb->insert_id;
}

insert_post( 'journey' );
$wpdb->query( 'START TRANSACTION' );
$first = 0;
for ( $index = 0; $index < (int) $argv[1]; $index++ ) {
	$id    = insert_post( "post-$index" );
	$first = $first ? $first : $id;
}
$wpdb->query( 'COMMIT' );
echo "\nWordPress $wp_version, posts from $first\n";
